/// Bytes as text.
package enum Encodings {
  private static let hexDigits = Array("0123456789abcdef".utf8)
  private static let base64Digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let base64URLDigits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Lower-case hexadecimal digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let text = bytes.flatMap { [hexDigits[Int($0 >> 4)], hexDigits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Base64 with padding.
  package static func base64(_ bytes: [UInt8]) -> String {
    let text = encode(bytes, base64Digits)
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
    return String(decoding: text + padding, as: UTF8.self)
  }

  /// Base64 for addresses: `-` and `_`, no padding.
  package static func base64URL(_ bytes: [UInt8]) -> String {
    String(decoding: encode(bytes, base64URLDigits), as: UTF8.self)
  }

  /// Reads base64, with padding or without; gives nil for what is none.
  package static func bytes(base64 text: String) -> [UInt8]? {
    let digits = Array(text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed())
    let values = digits.compactMap { base64Digits.firstIndex(of: $0) }
    let padding = text.utf8.count - digits.count
    guard values.count == digits.count, digits.count % 4 != 1,
      padding == 0 || padding < 3 && text.utf8.count.isMultiple(of: 4)
    else { return nil }
    return stride(from: 0, to: values.count, by: 4).flatMap { start in
      let group = values[start..<min(start + 4, values.count)]
      let bits = group.reduce(0) { $0 << 6 | $1 } << (6 * (4 - group.count))
      return [bits >> 16, bits >> 8, bits].prefix(group.count - 1).map { UInt8($0 & 255) }
    }
  }

  /// Takes three bytes at a time, and gives one digit more than it has bytes of the last ones.
  private static func encode(_ bytes: [UInt8], _ digits: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for digit in 0...group.count {
        text.append(digits[bits >> (18 - 6 * digit) & 63])
      }
    }
    return text
  }
}
