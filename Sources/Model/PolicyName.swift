/// The name of a managed policy, which is also its file name in the archive.
///
/// Only `[A-Za-z0-9][A-Za-z0-9+=,.@_-]{0,127}` passes: IAM's own alphabet without a leading
/// punctuation mark, so that no name can leave its folder, hide, or look like an option.
package struct PolicyName: Sendable, Hashable {
  /// The longest name IAM allows, in characters, all of which are ASCII.
  package static let lengthMax = 128

  /// The name as IAM has it.
  package let text: String

  /// Gives nil where the text is not a policy's name.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard let first = bytes.first, Self.isAlphanumeric(first), bytes.count <= Self.lengthMax,
      bytes.allSatisfy(Self.isAllowed)
    else { return nil }
    self.text = text
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "+=,.@_-".utf8.contains(byte)
  }
}

extension PolicyName: CustomStringConvertible {
  package var description: String { text }
}

extension PolicyName: Comparable {
  /// By bytes, as git sorts a folder's files.
  package static func < (left: PolicyName, right: PolicyName) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
