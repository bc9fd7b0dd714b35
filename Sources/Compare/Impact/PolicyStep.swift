package import Model
import PolicyLanguage

/// A policy of AWS's at two moments.
package struct PolicyStep: Sendable {
  package let name: PolicyName
  /// What it was; nil where there was no such policy.
  package let before: PolicyVersion?
  /// What it is now; nil where there is no such policy.
  package let after: PolicyVersion?
  /// Whether both are different documents.
  package let isChanged: Bool

  /// Compares both documents, unless one is missing.
  package init(name: PolicyName, before: PolicyVersion?, after: PolicyVersion?) {
    self.name = name
    self.before = before
    self.after = after
    isChanged =
      switch (before, after) {
      case (let before?, let after?):
        !before.document.root.isSameValue(as: after.document.root)
      case (nil, nil): false
      default: true
      }
  }
}
