import Foundation
import Git
import Support
import Testing

/// What git knows of all other paths stays as it is when some change.
@Suite struct IndexFileTests {
  private static let damages: [@Sendable (Data) -> Data] = [
    { _ in Data() },
    { $0.prefix(11) },
    { $0.dropLast(21) },
    { $0.dropLast(21) + Data(count: 20) },
    { $0 + [0] },
    { Data("CRID".utf8) + $0.dropFirst(4) },
    { index in
      var index = index
      index[100] ^= 1
      return index
    },
  ]

  /// All lines of the index but those of one path, with all that git keeps of them.
  private func lines(_ archive: Archive, but path: String) throws -> [Substring] {
    let list = try archive.fixture.git("ls-files", "--stage", "--debug", "-t", "-v", in: "archive")
    let lines = list.split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0.hasSuffix("\t\(path)") }) else { return lines }
    let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("  ") } ?? lines.endIndex
    return Array(lines[..<start] + lines[end...])
  }

  private func update(_ archive: Archive, _ arguments: String...) throws {
    let command = ["git", "update-index"] + arguments
    #expect(try archive.fixture.run(command, in: "archive").status == 0)
  }

  private func reconcile(_ archive: Archive) throws {
    try archive.commit(["policies/A": "a2\n", "policies/D": "d1\n"])
    let before = try lines(archive, but: "policies/A")
    #expect(try archive.reconcile().written == ["policies/A", "policies/D"])
    try archive.fixture.git("rm", "--cached", "--quiet", "policies/D", in: "archive")
    #expect(try lines(archive, but: "policies/A") == before)
  }

  @Test(arguments: ["2", "4"]) func `lines of every kind are kept`(version: String) throws {
    try Archive.use { archive in
      try update(archive, "--index-version", version)
      try update(archive, "--assume-unchanged", "policies/B")
      try update(archive, "--skip-worktree", "policies/C")
      try archive.write("wanted", "later\n")
      try archive.fixture.git("add", "--intent-to-add", "wanted", in: "archive")
      try update(archive, "--chmod=+x", "README.md")
      let blob = try archive.fixture.git("rev-parse", "HEAD:README.md", in: "archive")
      let long = Array(repeating: String(repeating: "n", count: 200), count: 25)
      try update(archive, "--add", "--cacheinfo", "100644,\(blob),\(long.joined(separator: "/"))")
      try update(archive, "--add", "--cacheinfo", "120000,\(blob),Sources/link")
      try reconcile(archive)
    }
  }

  /// Lines move when others come and go before them, by lengths of every kind.
  @Test(arguments: ["2", "4"]) func `many paths come and go`(version: String) throws {
    try Archive.use { archive in
      try update(archive, "--index-version", version)
      var generator = SystemRandomNumberGenerator()
      var held = Set(Archive.files.keys.filter { $0.hasPrefix("policies/") })
      for round in 1...12 {
        let new = (1...20).map { "policies/" + String(repeating: "p", count: $0) + "\(round)" }
        let gone = held.shuffled(using: &generator).prefix(10)
        held.formUnion(new)
        held.subtract(gone)
        var changes: [String: String?] = [:]
        for path in new { changes[path] = "\(round)\n" }
        for path in gone { changes.updateValue(nil, forKey: path) }
        try archive.commit(changes)
        #expect(try archive.reconcile().removed == gone.sorted())
        #expect(try archive.status() == "")
        let listed = try archive.fixture.git("ls-files", "policies", in: "archive")
        #expect(listed.split(separator: "\n").map(String.init) == held.sorted())
      }
    }
  }

  @Test func `how a conflict was resolved is kept`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try archive.beginConflict(over: "README.md")
      try fixture.git("add", "README.md", in: "archive")
      let resolved = try fixture.git("ls-files", "--resolve-undo", in: "archive")
      #expect(resolved != "")
      try reconcile(archive)
      #expect(try fixture.git("ls-files", "--resolve-undo", in: "archive") == resolved)
    }
  }

  @Test func `an index that git wrote without its digest is read`() throws {
    try Archive.use { archive in
      let path = archive.fixture.at("archive/.git/index")
      let index = try Data(contentsOf: URL(filePath: path))
      try (index.dropLast(20) + Data(count: 20)).write(to: URL(filePath: path))
      try archive.commit(["policies/A": "a2\n"])
      #expect(try archive.reconcile().written == ["policies/A"])
      #expect(try archive.status() == "")
    }
  }

  @Test func `a file takes the place of what was staged below it`() throws {
    try Archive.use { archive in
      let blob = try archive.fixture.git("rev-parse", "HEAD:README.md", in: "archive")
      try archive.fixture.git(
        "update-index", "--add", "--cacheinfo", "100644,\(blob),policies/D/x", in: "archive")
      try archive.commit(["policies/D": "d1\n"])
      #expect(try archive.reconcile().written == ["policies/D"])
      #expect(try archive.status() == "")
    }
  }

  @Test(arguments: damages.indices) func `a damaged index is an error with advice`(
    number: Int
  ) throws {
    try Archive.use { archive in
      let url = URL(filePath: archive.fixture.at("archive/.git/index"))
      let damaged = Self.damages[number](try Data(contentsOf: url))
      try damaged.write(to: url)
      try archive.commit(["policies/A": "a2\n"])
      let error = #expect(throws: GitError.self) { try archive.reconcile() }
      #expect(error?.description == "cannot read the index: it is damaged")
      #expect(error?.hint?.contains("git reset") == true)
      #expect(try Data(contentsOf: url) == damaged)
      #expect(try archive.text("policies/A") == "a1\n")
    }
  }
}
