package import PolicyLanguage

/// One version of a managed policy: what the archive's file of that policy says.
package struct PolicyVersion: Sendable {
  /// The policy, which is not said in the file but by its name.
  package let name: PolicyName
  /// The version's number.
  package let id: VersionID
  /// When AWS made the version.
  package let createDate: Timestamp
  /// The policy document; it has a statement.
  package let document: JSONDocument
  /// Whether the source called it the default version when it was read.
  ///
  /// MAMIP stored versions that had stopped being the default between list and get. We never do, so
  /// files that we write always say true.
  package var isDefault = true

  /// Makes a version from parts that were checked.
  package init(name: PolicyName, id: VersionID, createDate: Timestamp, document: JSONDocument) {
    self.name = name
    self.id = id
    self.createDate = createDate
    self.document = document
  }
}
