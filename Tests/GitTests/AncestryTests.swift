import Git
import Support
import Testing

@Suite struct AncestryTests {
  private func ids(_ text: String) -> [ObjectID] {
    text.split(separator: "\n").compactMap { ObjectID(hex: String($0)) }
  }

  @Test(arguments: 1...6) func `ancestors are git's`(seed: UInt64) throws {
    try GitFixture.use { fixture in
      try fixture.makeHistory(seed: seed, commits: 80)
      let repository = try Repository.open(at: fixture.at("bare.git"))
      let all = ids(try fixture.git("rev-list", "--all", in: "bare.git"))
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<20 {
        let left = try #require(all.randomElement(using: &generator))
        let right = try #require(all.randomElement(using: &generator))
        let bases = ids(
          try fixture.git(
            "merge-base", "--all", left.description, right.description, in: "bare.git"))
        #expect(try repository.mergeBase(left, right).map(bases.contains) == true)
        #expect(try repository.isAncestor(left, of: right) == (bases == [left]))
        let mine = try repository.commits(in: left, notIn: [right], limit: 1_000).map(\.id)
        let expected = ids(
          try fixture.git("rev-list", left.description, "^\(right)", in: "bare.git"))
        #expect(Set(mine) == Set(expected))
        #expect(mine.count == expected.count)
      }
    }
  }

  @Test func `unrelated histories have nothing in common`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.git("checkout", "-q", "--orphan", "other", in: "archive")
      let second = try fixture.commit("unrelated", in: "archive", files: ["B": "2\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let (left, right) = (try #require(ObjectID(hex: first)), try #require(ObjectID(hex: second)))
      #expect(try repository.mergeBase(left, right) == nil)
      #expect(try !repository.isAncestor(left, of: right))
      #expect(try repository.commits(in: left, notIn: [right], limit: 9).map(\.id) == [left])
      #expect(try repository.commits(in: left, notIn: [], limit: 9).map(\.id) == [left])
      #expect(try repository.commits(in: left, notIn: [left], limit: 9).isEmpty)
    }
  }

  @Test func `neighbours are compared without the history behind them`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      for number in 2...4 {
        fixture.environment["GIT_COMMITTER_DATE"] = "\(1_700_000_000 + number) +0000"
        try fixture.commit("\(number)", in: "archive", files: ["policies/A": "\(number)\n"])
      }
      try fixture.delete("archive/.git/objects/\(first.prefix(2))/\(first.dropFirst(2))")
      let repository = try Repository.open(at: fixture.at("archive"))
      let tip = try #require(try repository.head().id)
      let parent = try #require(try repository.commit(tip).parents.first)
      #expect(try repository.isAncestor(parent, of: tip))
      #expect(try repository.mergeBase(tip, parent) == parent)
      #expect(try repository.commits(in: tip, notIn: [parent], limit: 9).map(\.id) == [tip])
    }
  }

  @Test func `what was not pushed yet is found in a clone of depth one`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("full", files: ["policies/A": "1\n"])
      try fixture.commit("second", in: "full", files: ["policies/A": "2\n"])
      try fixture.git("clone", "-q", "--depth=1", "file://\(fixture.at("full"))", "shallow")
      let third = try fixture.commit("third", in: "shallow", files: ["policies/A": "3\n"])
      let fourth = try fixture.commit("fourth", in: "shallow", files: ["policies/A": "4\n"])
      let repository = try Repository.open(at: fixture.at("shallow"))
      let base = try #require(try repository.resolve("refs/remotes/origin/main"))
      let tip = try #require(try repository.head().id)
      let unpushed = try repository.commits(in: tip, notIn: [base], limit: 10)
      #expect(unpushed.map(\.id.description) == [fourth, third])
      #expect(unpushed.map(\.message) == ["fourth\n", "third\n"])
      #expect(try repository.commits(in: tip, notIn: [base], limit: 1).map(\.id) == [tip])
      #expect(try repository.isAncestor(base, of: tip))
      #expect(try !repository.isAncestor(tip, of: base))
      #expect(try repository.mergeBase(tip, base) == base)
      #expect(try repository.commits(in: tip, notIn: [], limit: 10).count == 3)
    }
  }
}
