package import Git
import Model
package import PolicyLanguage

extension ArchiveReader {
  /// Hands out every document that policies had along first parents, newest first.
  ///
  /// - Parameters:
  ///   - tip: the newest commit; nil where there is none.
  ///   - visit: gets a document, and says whether it wants older ones.
  /// - Returns: how the walk ended; at the edge of a shallow clone, older ones are not known.
  /// - Throws: what git says of a commit that cannot be read.
  @discardableResult
  package func walkDocuments(
    from tip: ObjectID?, visit: (JSONDocument) -> Bool
  ) throws(GitError) -> HistoryEnd {
    guard let tip else { return .root }
    return try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      for change in step.changes {
        guard let blob = change.new, let file = PolicyFileName(change.name),
          let version = Self.version(file.policy, try repository.blob(blob))
        else { continue }
        guard visit(version.document) else { return false }
      }
      return true
    }
  }
}
