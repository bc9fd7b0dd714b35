import Testing

@testable import Git

@Suite struct RemoteCommitWalkTests {
  @Test func `the walk ends where the other side begins`() throws {
    // 1 ← 2 ← 3 ← 4
    let history = History([1: [], 2: [1], 3: [2], 4: [3]])
    #expect(try history.unknown(from: [4], known: [2]) == [4, 3])
    #expect(history.read.isDisjoint(with: [1]))
  }

  @Test func `what the other side has by a tag alone ends the walk, too`() throws {
    let history = History([1: [], 2: [1], 3: [2]])
    #expect(try history.unknown(from: [3], known: [], tagged: [2]) == [3])
    #expect(history.read.isDisjoint(with: [1]))
    #expect(try history.unknown(from: [2], known: [], tagged: [2]) == [])
  }

  @Test func `ancestors of what the other side has are known`() throws {
    let history = History([1: [], 2: [1], 3: [2], 4: [3]])
    #expect(try history.unknown(from: [2], known: [4]) == [])
  }

  @Test func `a branch from the middle needs only itself`() throws {
    // 1 ← 2 ← 3 ← 5, and 4 on 2
    let history = History([1: [], 2: [1], 3: [2], 4: [2], 5: [3]])
    #expect(try history.unknown(from: [4], known: [5]) == [4])
  }

  @Test func `a merge brings both sides`() throws {
    let history = History([1: [], 2: [1], 3: [1], 4: [2, 3]])
    #expect(try history.unknown(from: [4], known: [1]) == [4, 3, 2])
  }

  @Test func `dates that run backwards do no harm`() throws {
    // A replay: commits with old dates on top of a new one.
    let history = History([1: [], 2: [1], 3: [2], 4: [3]], time: [1: 9, 2: 8, 3: 1, 4: 2])
    #expect(try history.unknown(from: [4], known: [2]) == [4, 3])
    #expect(try history.unknown(from: [4], known: [1]) == [4, 3, 2])
  }

  @Test func `a commit that turns out to be known is dropped while the walk goes on`() throws {
    // 2 is reached from 5 before it is from 4, which the other side has.
    let history = History([1: [], 2: [1], 3: [2], 4: [2], 5: [2, 3]], time: [2: 7, 3: 2, 4: 6])
    #expect(try history.unknown(from: [5], known: [4]) == [5, 3])
  }

  @Test func `what the other side has need not be here`() throws {
    let history = History([2: [1], 3: [2]])
    #expect(try history.unknown(from: [3], known: [1, 9]) == [3, 2])
  }

  @Test func `what is to be sent must be here`() throws {
    let history = History([2: [1], 3: [2]])
    #expect(throws: GitError.self) { try history.unknown(from: [3], known: []) }
    #expect(throws: GitError.self) { try history.unknown(from: [8], known: []) }
  }
}

/// A history whose commits are numbers, dated in their order unless said otherwise.
private final class History {
  private let parents: [Int: [Int]]
  private let time: [Int: Int64]
  private(set) var read: Set<Int> = []

  init(_ parents: [Int: [Int]], time: [Int: Int64] = [:]) {
    self.parents = parents
    self.time = time
  }

  func unknown(from tips: [Int], known: [Int], tagged: [Int] = []) throws -> [Int] {
    read = []
    var walk = CommitWalk { id throws(GitError) in self.commit(id) }
    let sides = KnownObjects(ids: Set((known + tagged).map(Self.id)), tips: known.map(Self.id))
    return try walk.commits(from: tips.map(Self.id), without: sides).map { Self.number($0.id) }
  }

  private func commit(_ id: ObjectID) -> CommitWalk.Commit? {
    let number = Self.number(id)
    guard let parents = parents[number] else { return nil }
    read.insert(number)
    return CommitWalk.Commit(
      id: id, tree: .zero, parents: parents.map(Self.id), time: time[number] ?? Int64(number))
  }

  private static func id(_ number: Int) -> ObjectID {
    ObjectID(bytes: [UInt8](repeating: UInt8(number), count: ObjectID.length).span)
  }

  private static func number(_ id: ObjectID) -> Int { Int(id.bytes[0]) }
}
