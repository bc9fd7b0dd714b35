import Git
import Support
import Testing

@Suite struct ReferenceTests {
  private static let main = "refs/heads/main"

  /// Two commits, main on the second.
  private func withTwoCommits(
    _ body: (GitFixture, Repository, _ first: ObjectID, _ second: ObjectID) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let second = try fixture.commit("second", in: "archive", files: ["policies/A": "2\n"])
      try body(
        fixture, Repository.open(at: fixture.at("archive")), #require(ObjectID(hex: first)),
        #require(ObjectID(hex: second)))
    }
  }

  @Test(arguments: [false, true])
  func `a reference that has moved is left where it is`(packed: Bool) throws {
    try withTwoCommits { fixture, repository, first, second in
      if packed { try fixture.git("pack-refs", "--all", in: "archive") }
      let error = #expect(throws: GitError.self) {
        try repository.update(Self.main, to: first, from: first, message: "test")
      }
      #expect(error?.isConflict == true)
      #expect(try repository.resolve(Self.main) == second)
    }
  }

  @Test(arguments: [false, true])
  func `a reference that must be new and exists is left where it is`(packed: Bool) throws {
    try withTwoCommits { fixture, repository, first, second in
      if packed { try fixture.git("pack-refs", "--all", in: "archive") }
      let error = #expect(throws: GitError.self) {
        try repository.update(Self.main, to: first, from: nil, message: "test")
      }
      #expect(error?.isConflict == true)
      #expect(try repository.resolve(Self.main) == second)
    }
  }

  @Test func `a reference that must exist and is absent is not made`() throws {
    try withTwoCommits { _, repository, first, second in
      let error = #expect(throws: GitError.self) {
        try repository.update("refs/tags/new", to: first, from: second, message: "test")
      }
      #expect(error != nil)
      let made = try repository.resolve("refs/tags/new")
      #expect(made == nil)
    }
  }

  @Test(arguments: [false, true]) func `a reference moves and the reflog says why`(packed: Bool)
    throws
  {
    try withTwoCommits { fixture, repository, first, second in
      if packed { try fixture.git("pack-refs", "--all", in: "archive") }
      try repository.update(Self.main, to: first, from: second, message: "mamip-bot: test")
      #expect(try fixture.git("rev-parse", "HEAD", in: "archive") == first.description)
      let log = try fixture.git("reflog", "-1", "--format=%gs", in: "archive")
      #expect(log == "mamip-bot: test")
      try repository.update("refs/tags/new", to: second, from: nil, message: "mamip-bot: test")
      #expect(try fixture.git("rev-parse", "new", in: "archive") == second.description)
    }
  }

  @Test func `a reference to an object that is not there is refused`() throws {
    try withTwoCommits { _, repository, _, second in
      let nothing = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
      #expect(throws: GitError.self) {
        try repository.update(Self.main, to: nothing, from: second, message: "test")
      }
      #expect(try repository.resolve(Self.main) == second)
    }
  }

  @Test func `a reference that another git has locked is left, with advice`() throws {
    try withTwoCommits { fixture, repository, first, second in
      try fixture.write("archive/.git/refs/heads/main.lock", "")
      let error = #expect(throws: GitError.self) {
        try repository.update(Self.main, to: first, from: second, message: "test")
      }
      #expect(error?.isLocked == true)
      #expect(error?.isConflict == false)
      #expect(error?.message.contains("refs/heads/main.lock") == true)
      #expect(error?.hint?.hasPrefix("another git command is at work") == true)
      #expect(try repository.resolve(Self.main) == second)
    }
  }

  @Test func `a detached HEAD moves alone`() throws {
    try withTwoCommits { fixture, repository, first, second in
      #expect(try repository.head() == .branch(name: Self.main, id: second))
      let error = #expect(throws: GitError.self) {
        try repository.updateDetachedHead(to: first, from: second, message: "test")
      }
      #expect(error?.isConflict == true)
      try fixture.git("checkout", "-q", "--detach", in: "archive")
      #expect(try repository.head() == .detached(second))
      #expect(throws: GitError.self) {
        try repository.updateDetachedHead(to: first, from: first, message: "test")
      }
      try repository.updateDetachedHead(to: first, from: second, message: "test")
      #expect(try repository.head() == .detached(first))
      #expect(try repository.resolve(Self.main) == second)
      #expect(try fixture.git("symbolic-ref", "-q", "HEAD", in: "archive", expecting: 1) == "")
    }
  }

  @Test func `references are listed sorted, loose and packed alike`() throws {
    try withTwoCommits { fixture, repository, first, second in
      try fixture.git("tag", "b", first.description, in: "archive")
      try fixture.git("tag", "a", in: "archive")
      try fixture.git("pack-refs", "--all", in: "archive")
      try fixture.git("tag", "c/d", in: "archive")
      try fixture.git("tag", "-f", "b", second.description, in: "archive")
      let tags = try repository.references(under: "refs/tags/")
      #expect(tags.map(\.name) == ["refs/tags/a", "refs/tags/b", "refs/tags/c/d"])
      #expect(tags.allSatisfy { $0.id == second })
      #expect(try repository.references(under: "refs/notes/").isEmpty)
    }
  }

  @Test(arguments: [false, true])
  func `a reference is deleted only where it was expected`(packed: Bool) throws {
    try withTwoCommits { fixture, repository, first, second in
      try fixture.git("tag", "old", in: "archive")
      if packed { try fixture.git("pack-refs", "--all", in: "archive") }
      let error = #expect(throws: GitError.self) {
        try repository.delete("refs/tags/old", from: first)
      }
      #expect(error?.isConflict == true)
      try repository.delete("refs/tags/old", from: second)
      #expect(try fixture.git("tag", "--list", in: "archive") == "")
      #expect(try fixture.git("fsck", "--strict", in: "archive") == "")
    }
  }
}
