extension Repository {
  /// The newest commit that two commits both have behind them; nil where they have none in common,
  /// as far as this clone knows.
  package func mergeBase(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> ObjectID? {
    let paint = try CommitPaint(in: self, one: [left], other: [right])
    return paint.commits(.both).first
  }

  /// Whether a commit is another's ancestor, or the same.
  ///
  /// In a shallow clone it is false where only the missing part could say otherwise.
  package func isAncestor(
    _ ancestor: ObjectID, of descendant: ObjectID
  ) throws(GitError) -> Bool {
    let paint = try CommitPaint(in: self, one: [ancestor], other: [descendant])
    return paint.colours(of: ancestor).contains(.other)
  }

  /// The commits that a tip has behind it and none of the bases has, newest first.
  ///
  /// The tip itself counts. No more than `limit` are given.
  package func commits(
    in tip: ObjectID, notIn bases: [ObjectID], limit: Int
  ) throws(GitError) -> [Commit] {
    let paint = try CommitPaint(in: self, one: [tip], other: bases)
    return try paint.commits(.one).prefix(limit).map { id throws(GitError) in try commit(id) }
  }
}
