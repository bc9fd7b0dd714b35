/// An entry of `DEPRECATED.json`: a policy that left the archive.
package struct DeprecatedPolicy: Sendable, Hashable {
  /// What `date` is where nobody knows, as MAMIP writes it too.
  package static let unknownDate = "Unknown"

  package let name: PolicyName
  /// `YYYY-MM-DD` or `Unknown`.
  package let date: String
  /// Why, in words that go into the file as they are.
  package let reason: String
  /// The last version, where it is known.
  package let lastVersion: VersionID?
  /// The ARN, where it is known; never guessed.
  package let arn: String?

  package init(
    name: PolicyName, date: String, reason: String, lastVersion: VersionID? = nil,
    arn: String? = nil
  ) {
    self.name = name
    self.date = date
    self.reason = reason
    self.lastVersion = lastVersion
    self.arn = arn
  }
}
