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
