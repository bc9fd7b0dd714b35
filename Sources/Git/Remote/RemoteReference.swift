/// A reference of a remote.
package struct RemoteReference: Sendable, Equatable {
  /// The full name, such as `refs/tags/2026-11-20-18-00`.
  package let name: String
  /// What it holds: a commit, or an annotated tag.
  package let id: ObjectID
  /// Where it holds an annotated tag: the object that the tag names.
  package let peeled: ObjectID?
  /// Where it only points to another reference, as `HEAD` does: that one's name.
  package let target: String?

  /// Describes one reference of a remote.
  package init(name: String, id: ObjectID, peeled: ObjectID? = nil, target: String? = nil) {
    self.name = name
    self.id = id
    self.peeled = peeled
    self.target = target
  }
}
