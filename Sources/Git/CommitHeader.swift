import Model

/// The part of a commit that walks through history need, which is read many times as fast as all.
struct CommitHeader {
  let tree: ObjectID
  let parents: [ObjectID]
  /// The committer's.
  let time: Timestamp

  private static let idDigits = 2 * ObjectID.length
  private static let tree = Array("tree ".utf8)
  private static let parent = Array("parent ".utf8)

  init(of id: ObjectID, in repository: Repository) throws(GitError) {
    let bytes = try repository.bytes(of: id, .commit)
    var offset = 0
    guard let tree = Self.id(after: Self.tree, in: bytes, &offset) else {
      throw ObjectText(bytes).damaged(.commit, id)
    }
    var parents: [ObjectID] = []
    while let parent = Self.id(after: Self.parent, in: bytes, &offset) { parents.append(parent) }
    self.tree = tree
    self.parents = parents
    // Two lines from here: the author's and the committer's.
    let authorEnd = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    let line = bytes[authorEnd...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
    let digits = line.reversed().drop { $0 != UInt8(ascii: " ") }.dropFirst()
      .prefix { $0 != UInt8(ascii: " ") }.reversed()
    time = Timestamp(seconds: Int64(String(decoding: digits, as: UTF8.self)) ?? 0)
  }

  /// The id on a header line of that name, if the next line is one.
  private static func id(
    after name: [UInt8], in bytes: [UInt8], _ offset: inout Int
  ) -> ObjectID? {
    let start = offset + name.count
    let end = start + idDigits
    guard end < bytes.count, bytes[offset..<start].elementsEqual(name),
      bytes[end] == UInt8(ascii: "\n"), let id = ObjectID(hex: bytes[start..<end])
    else { return nil }
    offset = end + 1
    return id
  }
}
