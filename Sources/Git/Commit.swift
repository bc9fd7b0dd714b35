import Model

/// A commit as it stands in the repository.
package struct Commit: Sendable, Equatable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  /// Subject, body and trailers, as written.
  package let message: String
}

/// A commit to be written.
package struct CommitDraft: Sendable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  package var author: Signature
  package var committer: Signature
  /// Ends with exactly one line feed when written, whatever it ends with here.
  package var message: String

  package init(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }
}

extension Commit {
  init(parsing bytes: [UInt8], id: ObjectID) throws(GitError) {
    let text = ObjectText(bytes)
    guard let tree = text.id(of: "tree"), let author = text.value(of: "author"),
      let committer = text.value(of: "committer")
    else { throw text.damaged(.commit, id) }
    self.id = id
    self.tree = tree
    parents = text.values(of: "parent").compactMap { ObjectID(hex: $0) }
    self.author = Signature(parsing: author)
    self.committer = Signature(parsing: committer)
    message = text.message
  }
}

extension CommitDraft {
  /// The object's content.
  ///
  /// There is no `encoding` header: git writes none for UTF-8.
  var bytes: [UInt8] {
    var lines = "tree \(tree)\n"
    for parent in parents { lines += "parent \(parent)\n" }
    lines += "author \(author.text)\ncommitter \(committer.text)\n\n"
    lines += ObjectText.withOneLineFeed(message)
    return Array(lines.utf8)
  }
}
