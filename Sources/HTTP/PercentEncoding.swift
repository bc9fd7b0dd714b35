/// Percent-encoding by RFC 3986, in the one strict form that AWS signatures are computed over:
/// every byte but the unreserved is `%XX` with upper-case digits, and `+` is never a space.
package enum PercentEncoding {
  /// Encodes every byte but `A-Z a-z 0-9 - . _ ~`.
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      if isUnreserved(byte) {
        text.append(byte)
      } else {
        text += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Encodes a text's UTF-8.
  package static func encode(_ text: String) -> String { encode(text.utf8) }

  /// Turns `%XX` into bytes and leaves the rest alone; gives nil for a `%` without two digits.
  package static func decode(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        decoded.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(value), let low = rest.next().flatMap(value)
      else { return nil }
      decoded.append(high << 4 | low)
    }
    return decoded
  }

  /// The body of an `application/x-www-form-urlencoded` request, its fields in the order given.
  package static func form(_ fields: [(name: String, value: String)]) -> [UInt8] {
    Array(fields.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&").utf8)
  }

  /// Decodes to text; gives nil also where the bytes are no UTF-8.
  static func decodeText(_ bytes: some Sequence<UInt8>) -> String? {
    decode(bytes).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
