/// A path at which two trees, or a tree and the index, have not the same.
struct PathDifference {
  let path: String
  /// What the one side has there; nil: nothing.
  let left: IndexFile.Entry?
  /// What the other side has there.
  let right: IndexFile.Entry?

  /// A path with the content that one side has there.
  struct File: Equatable {
    let path: [UInt8]
    let entry: IndexFile.Entry
  }

  /// The differences of two lists that are sorted by path.
  static func between(_ left: [File], _ right: [File]) -> [PathDifference] {
    var result: [PathDifference] = []
    var (left, right) = (left[...], right[...])
    while let path = firstPath(left.first, right.first) {
      let one = left.first?.path == path ? left.removeFirst().entry : nil
      let other = right.first?.path == path ? right.removeFirst().entry : nil
      if one == other { continue }
      result.append(
        PathDifference(path: String(decoding: path, as: UTF8.self), left: one, right: other))
    }
    return result
  }

  private static func firstPath(_ left: File?, _ right: File?) -> [UInt8]? {
    guard let left, let right else { return left?.path ?? right?.path }
    return right.path.lexicographicallyPrecedes(left.path) ? right.path : left.path
  }
}
