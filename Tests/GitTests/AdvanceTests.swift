import Git
import Support
import Testing

/// Fast-forwarding a work tree to what was fetched.
@Suite struct AdvanceTests {
  /// A clone that is one commit behind, the commit already fetched.
  private func use(
    _ changes: [String: String], _ body: (Archive, _ old: ObjectID, _ new: ObjectID) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("origin", files: Archive.files)
      try fixture.git("clone", "-q", "origin", "archive")
      try fixture.git("rm", "-q", "policies/C", in: "origin")
      let new = try fixture.commit("theirs", in: "origin", files: changes)
      try fixture.git("fetch", "-q", in: "archive")
      let archive = try Archive(fixture)
      let old = try #require(try archive.repository.head().id)
      try body(archive, old, #require(ObjectID(hex: new)))
    }
  }

  private func advance(
    _ archive: Archive, _ old: ObjectID, _ new: ObjectID
  ) throws -> Reconciliation {
    let lock = try archive.repository.lock()
    let result = try archive.repository.advanceWorkTree(from: old, to: new, under: lock)
    lock.release()
    return result
  }

  @Test func `all files become the new commit's, and then HEAD does`() throws {
    try use(["policies/A": "a2\n", "README.md": "read 2\n", "docs/deep/x": "new\n"]) {
      archive, old, new in
      let result = try advance(archive, old, new)
      #expect(result.written == ["README.md", "docs/deep/x", "policies/A"])
      #expect(result.removed == ["policies/C"])
      #expect(result.leftAlone == [])
      try archive.repository.update("refs/heads/main", to: new, from: old, message: "test")
      #expect(try archive.status() == "")
      #expect(try archive.text("docs/deep/x") == "new\n")
      #expect(try advance(archive, old, new).isEmpty)
    }
  }

  @Test func `what the user has edited or staged stays`() throws {
    try use(["policies/A": "a2\n", "README.md": "read 2\n", "Sources/x.swift": "code 2\n"]) {
      archive, old, new in
      try archive.write("README.md", "edited\n")
      try archive.write("Sources/x.swift", "staged\n")
      try archive.fixture.git("add", "Sources/x.swift", in: "archive")
      try archive.write("mine", "untracked\n")
      let result = try advance(archive, old, new)
      #expect(result.written == ["policies/A"])
      #expect(result.removed == ["policies/C"])
      #expect(result.leftAlone == ["README.md", "Sources/x.swift"])
      try archive.repository.update("refs/heads/main", to: new, from: old, message: "test")
      #expect(try archive.status() == " M README.md\nM  Sources/x.swift\n?? mine")
      #expect(try archive.text("README.md") == "edited\n")
    }
  }

  /// The index cannot have both, so it has what the commit has.
  @Test func `a file and a folder of one name do not stand in the index together`() throws {
    try use(["policies/D": "d1\n", "docs/deep/x": "new\n"]) { archive, old, new in
      let git = archive.fixture
      let blob = try git.git("rev-parse", "HEAD:README.md", in: "archive")
      for path in ["policies/D/x", "docs"] {
        try git.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)", in: "archive")
      }
      #expect(try advance(archive, old, new).written == ["docs/deep/x", "policies/D"])
      try archive.repository.update("refs/heads/main", to: new, from: old, message: "test")
      let tracked = try git.git("ls-files", in: "archive").split(separator: "\n")
      #expect(!tracked.contains("docs") && !tracked.contains("policies/D/x"))
      #expect(try archive.status() == "")
    }
  }

  @Test func `a run that was killed half-way is finished`() throws {
    try use(["policies/A": "a2\n", "README.md": "read 2\n"]) { archive, old, new in
      try archive.write("README.md", "read 2\n")
      #expect(try advance(archive, old, new).leftAlone == [])
      // Killed before HEAD was moved, which the next run sees as our files being ahead of it.
      #expect(try archive.reconcile().written == ["policies/A", "policies/C"])
      #expect(try advance(archive, old, new).written == ["policies/A"])
      try archive.repository.update("refs/heads/main", to: new, from: old, message: "test")
      #expect(try archive.status() == "")
    }
  }

  @Test func `a repository without commits takes its first`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("origin", files: Archive.files)
      _ = try Repository.create(at: fixture.at("archive"))
      try fixture.git("fetch", "-q", "../origin", "main", in: "archive")
      let archive = try Archive(fixture)
      let new = try #require(ObjectID(hex: fixture.git("rev-parse", "FETCH_HEAD", in: "archive")))
      let lock = try archive.repository.lock()
      let result = try archive.repository.advanceWorkTree(from: nil, to: new, under: lock)
      lock.release()
      #expect(result.written == Archive.files.keys.sorted())
      try archive.repository.update("refs/heads/main", to: new, from: nil, message: "test")
      #expect(try archive.status() == "")
    }
  }
}
