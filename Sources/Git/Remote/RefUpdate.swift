import CLibgit2

/// A reference that a push moves: from the value it must have to the value it gets.
package struct RefUpdate: Sendable, Equatable {
  /// The full name, such as `refs/heads/main`.
  package let name: String
  /// What the remote must hold now; nil where the reference must not exist.
  package let old: ObjectID?
  /// What the remote holds afterwards.
  package let new: ObjectID

  /// Describes one move; nothing is deleted.
  package init(name: String, old: ObjectID?, new: ObjectID) {
    self.name = name
    self.old = old
    self.new = new
  }
}

extension RefUpdate {
  /// Whether the name is one that git allows below `refs/`; what follows a space or a line feed
  /// would be read as another command.
  var isWellFormed: Bool {
    var isValid: Int32 = 0
    let code = unsafe git_reference_name_is_valid(&isValid, name)
    return code == 0 && isValid == 1 && name.hasPrefix("refs/")
  }
}
