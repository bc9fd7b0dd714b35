import Git
import Model
import Support
import Testing

@Suite struct HistoryTests {
  /// Git's own account, in the same form.
  private func log(_ path: String, _ fixture: GitFixture, in folder: String) throws -> [String] {
    let text = try fixture.git(
      "log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-renames", "--no-abbrev",
      "--format=%H %ct", "main", "--", ":(glob)\(path)", in: folder)
    return text.split(separator: "\n").map { line in
      guard line.hasPrefix(":") else { return String(line) }
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      return "\(fields[2]) \(fields[3]) \(fields[5].split(separator: "/").last ?? "")"
    }
  }

  private func lines(_ steps: [HistoryStep]) -> [String] {
    steps.flatMap { step in
      ["\(step.commit) \(step.time.seconds)"]
        + step.changes.map { "\($0.old ?? .zero) \($0.new ?? .zero) \($0.name)" }
    }
  }

  @Test(arguments: 1...6) func `history is what git says it is`(seed: UInt64) throws {
    try GitFixture.use { fixture in
      try fixture.makeHistory(seed: seed, commits: 150)
      let repository = try Repository.open(at: fixture.at("bare.git"))
      let tip = try #require(try repository.head().id)
      let globs = [
        ("policies", "policies/*"), ("policies/sub", "policies/sub/*"), ("findings", "findings/*"),
        ("DEPRECATED.json", "DEPRECATED.json"), ("policies/P1", "policies/P1"),
        ("nothing/here", "nothing/here"),
      ]
      for (path, glob) in globs {
        let history = try repository.firstParentHistory(of: path, from: tip)
        #expect(history.end == .root)
        let expected = try log(glob, fixture, in: "bare.git")
        #expect(lines(history.steps) == expected, "\(path)")
        #expect(history.steps.count > 15 || path != "policies")
      }
    }
  }

  @Test func `a shallow clone's history says where it ends`() throws {
    try GitFixture.use { fixture in
      try fixture.makeHistory(seed: 1, commits: 60)
      let source = "file://\(fixture.at("bare.git"))"
      try fixture.git("clone", "-q", "--bare", "--depth=10", "--branch=main", source, "shallow.git")
      let full = try Repository.open(at: fixture.at("bare.git"))
      let shallow = try Repository.open(at: fixture.at("shallow.git"))
      let tip = try #require(try full.head().id)
      let all = try full.firstParentHistory(of: "policies", from: tip).steps
      let some = try shallow.firstParentHistory(of: "policies", from: tip)
      #expect(all.starts(with: some.steps))
      #expect(some.steps.count < all.count)
      let boundary = try fixture.git("rev-list", "--first-parent", "main", in: "shallow.git")
        .split(separator: "\n").last
      #expect(some.end == .boundary(try #require(ObjectID(hex: String(boundary ?? "")))))
    }
  }

  @Test func `a walk stops where it is told to`() throws {
    try GitFixture.use { fixture in
      try fixture.makeHistory(seed: 2, commits: 60)
      let repository = try Repository.open(at: fixture.at("bare.git"))
      let tip = try #require(try repository.head().id)
      var seen = 0
      let end = try repository.walkFirstParents(of: "policies", from: tip) { _ in
        seen += 1
        return seen < 3
      }
      #expect(end == .stopped)
      #expect(seen == 3)
    }
  }

  @Test func `a file that becomes a folder is gone and its files are new`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies": "a file\n"])
      try fixture.delete("archive/policies")
      try fixture.commit("second", in: "archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let tip = try #require(try repository.head().id)
      let steps = try repository.firstParentHistory(of: "policies", from: tip).steps
      #expect(steps.map { $0.changes.map(\.name) } == [["policies", "A"], ["policies"]])
      #expect(steps[0].changes[0].new == nil)
      #expect(steps[0].changes[1].old == nil)
    }
  }

  @Test func `a commit that is missing ends the walk with an error`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.commit("second", in: "archive", files: ["policies/A": "2\n"])
      try fixture.delete("archive/.git/objects/\(first.prefix(2))/\(first.dropFirst(2))")
      let repository = try Repository.open(at: fixture.at("archive"))
      let tip = try #require(try repository.head().id)
      let error = #expect(throws: GitError.self) {
        try repository.firstParentHistory(of: "policies", from: tip)
      }
      #expect(error?.description == "cannot read object \(first): it is not in this repository")
    }
  }
}
