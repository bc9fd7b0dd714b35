/// A range of addresses, such as `10.0.0.0/8` or `2001:db8::1`.
struct IPRange: Sendable, Equatable {
  /// Four bytes or sixteen.
  private(set) var address: [UInt8]
  /// How many bits all addresses of the range share.
  let prefix: Int

  /// Gives nil for what is no range.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let bytes = parts[0].contains(":") ? Self.version6(parts[0]) : Self.version4(parts[0])
    guard let bytes else { return nil }
    address = bytes
    guard parts.count > 1 else {
      prefix = bytes.count * 8
      return
    }
    guard let length = Self.decimal(parts[1]), length <= bytes.count * 8 else { return nil }
    prefix = length
  }

  private static func version4(_ text: Substring) -> [UInt8]? {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false).map(decimal)
    guard fields.count == 4 else { return nil }
    let bytes = fields.compactMap { $0.flatMap { UInt8(exactly: $0) } }
    return bytes.count == 4 ? bytes : nil
  }

  private static func version6(_ text: Substring) -> [UInt8]? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let start = groups(halves[0]) else { return nil }
    guard halves.count == 2 else { return start.count == 16 ? start : nil }
    guard let end = groups(halves[1]), start.count + end.count < 16 else { return nil }
    return start + Array(repeating: 0, count: 16 - start.count - end.count) + end
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    for group in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(group.utf8.count), let value = UInt16(group, radix: 16) else {
        return nil
      }
      bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
    return bytes
  }

  private static func decimal(_ text: Substring) -> Int? {
    let isPlain =
      (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isPlain ? Int(text) : nil
  }
}

extension IPRange {
  /// The same range with its first address, whose other bits are zero.
  var normalised: IPRange {
    var range = self
    for index in address.indices {
      let bits = min(8, max(0, prefix - index * 8))
      range.address[index] &= UInt8(truncatingIfNeeded: 0xFF00 >> bits)
    }
    return range
  }

  /// Whether no address of it is routed on the Internet.
  var isPrivate: Bool { Self.privateRanges.contains { $0.contains(self) } }

  private static let privateRanges = [
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7",
    "fe80::/10", "::1",
  ].compactMap(IPRange.init)

  private func contains(_ other: IPRange) -> Bool {
    guard address.count == other.address.count, prefix <= other.prefix else { return false }
    var start = IPRange(address: other.address, prefix: prefix).normalised
    start.address = start.address.map(\.self)
    return start.address == normalised.address
  }

  private init(address: [UInt8], prefix: Int) {
    self.address = address
    self.prefix = prefix
  }
}

extension IPRange: CustomStringConvertible {
  /// As people write it; sixteen bytes in full, without a short form for zeros.
  var description: String {
    guard address.count == 16 else {
      return address.map(String.init).joined(separator: ".") + "/\(prefix)"
    }
    let groups = stride(from: 0, to: 16, by: 2).map { index in
      String(UInt16(address[index]) << 8 | UInt16(address[index + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "/\(prefix)"
  }
}
