/// What was done to bring index and work tree to a commit; paths are sorted.
package struct Reconciliation: Sendable, Equatable {
  package var written: [String] = []
  package var removed: [String] = []
  /// Local edits, and what is in the way of our files: left as they were.
  package var leftAlone: [String] = []

  /// Whether there was nothing to do.
  package var isEmpty: Bool { self == Reconciliation() }
}
