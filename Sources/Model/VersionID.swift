/// The number of a policy version, written `v6` as IAM does.
package struct VersionID: Sendable, Hashable {
  /// From 1; AWS counts up and never uses a number again.
  package let number: Int

  /// Gives nil for a number below 1.
  package init?(number: Int) {
    guard number >= 1 else { return nil }
    self.number = number
  }

  /// Reads `v6`; IAM's form with a suffix (`v6.abc`) and everything else gives nil.
  package init?(_ text: String) {
    guard text.first == "v" else { return nil }
    let digits = text.dropFirst()
    guard !digits.isEmpty, digits.first != "0", digits.utf8.count <= 9,
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(digits)
    else { return nil }
    self.init(number: number)
  }
}

extension VersionID {
  /// What IAM calls the version that a policy is created with.
  package static let first = VersionID(unchecked: 1)

  /// The number after this one.
  package var next: VersionID { VersionID(unchecked: number + 1) }

  private init(unchecked number: Int) {
    self.number = number
  }
}

extension VersionID: Comparable {
  package static func < (left: VersionID, right: VersionID) -> Bool { left.number < right.number }
}

extension VersionID: CustomStringConvertible {
  package var description: String { "v\(number)" }
}
