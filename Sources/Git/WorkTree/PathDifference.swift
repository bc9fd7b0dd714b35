/// A path at which two trees, or a tree and the index, have not the same.
struct PathDifference {
  let path: String
  /// What the one side has there; nil: nothing.
  let left: IndexFile.Entry?
  /// What the other side has there.
  let right: IndexFile.Entry?

  /// The differences of two lists of files, sorted by path.
  static func between(
    _ left: consuming some FileCursor, _ right: consuming some FileCursor
  ) throws(GitError) -> [PathDifference] {
    var result: [PathDifference] = []
    var (one, other) = (try left.next(), try right.next())
    while one != nil || other != nil {
      let order =
        one == nil ? 1 : other == nil ? -1 : CommonBytes.order(left.path, right.path)
      if order != 0 || one != other {
        result.append(
          PathDifference(
            path: String(decoding: order > 0 ? right.path : left.path, as: UTF8.self),
            left: order > 0 ? nil : one, right: order < 0 ? nil : other))
      }
      if order <= 0 { one = try left.next() }
      if order >= 0 { other = try right.next() }
    }
    return result
  }
}
