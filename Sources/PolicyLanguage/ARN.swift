/// The name of a resource, or a pattern of such names, taken apart at its colons.
///
/// `arn:aws:s3:::bucket/key` has the fields `aws`, `s3`, two empty ones, and `bucket/key`, in which
/// further colons stand for themselves. A colon inside `${…}` does not separate.
package struct ARN: Sendable {
  /// How many fields a complete name has.
  package static let fieldsMin = 6

  /// `arn`, partition, service, Region, account and resource, as many as are there.
  package let fields: [Substring]

  /// Takes any text apart.
  package init(_ text: String) {
    var fields: [Substring] = []
    fields.reserveCapacity(Self.fieldsMin)
    let bytes = text.utf8Span.span
    var (start, depth) = (text.startIndex, 0)
    for offset in bytes.indices where fields.count < Self.fieldsMin - 1 {
      switch bytes[offset] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ":") where depth == 0:
        let colon = text.utf8.index(text.startIndex, offsetBy: offset)
        fields.append(text[start..<colon])
        start = text.utf8.index(after: colon)
      default: break
      }
    }
    fields.append(text[start...])
    self.fields = fields
  }

  /// Whether it begins as a name does.
  package var hasPrefix: Bool { fields.count > 1 && fields[0] == "arn" }
  /// Whether no field is missing.
  package var isComplete: Bool { hasPrefix && fields.count >= Self.fieldsMin }

  /// Such as `aws-cn`; empty where missing.
  package var partition: Substring { field(1) }
  /// Such as `s3`; empty where missing.
  package var service: Substring { field(2) }
  /// Such as `eu-west-1`; empty where missing.
  package var region: Substring { field(3) }
  /// Such as `123456789012`; empty where missing.
  package var account: Substring { field(4) }
  /// Such as `bucket/key`; empty where missing.
  package var resource: Substring { field(5) }

  private func field(_ index: Int) -> Substring {
    fields.indices.contains(index) ? fields[index] : ""
  }
}
