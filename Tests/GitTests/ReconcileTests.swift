import Git
import Support
import Testing

@Suite struct ReconcileTests {
  @Test func `changed, new and removed files become HEAD's`() throws {
    try Archive.use { archive in
      try archive.commit([
        "policies/A": "a2\n", "policies/D": "d1\n", "policies/B": nil, "findings/A.json": nil,
        "CHANGELOG.md": "## x\n",
      ])
      #expect(try archive.status() != "")
      let result = try archive.reconcile()
      #expect(result.written == ["CHANGELOG.md", "policies/A", "policies/D"])
      #expect(result.removed == ["findings/A.json", "policies/B"])
      #expect(result.leftAlone == [])
      // Before `git status`, which reads files again that the index is not sure of.
      #expect(try archive.fixture.git("diff-files", in: "archive") == "")
      #expect(try archive.status() == "")
      #expect(try archive.text("policies/A") == "a2\n")
      #expect(!archive.fixture.exists("archive/findings"))
      #expect(try archive.fixture.git("diff-index", "--cached", "HEAD", in: "archive") == "")
      #expect(try archive.fixture.git("fsck", "--strict", in: "archive") == "")
      #expect(try archive.reconcile().isEmpty)
    }
  }

  @Test func `nothing is written where nothing is to be done`() throws {
    try Archive.use { archive in
      try archive.commit(["policies/A": "a2\n"])
      _ = try archive.reconcile()
      let list = ["find", ".", "-printf", "%p %T@ %C@ %s %i\n"]
      let before = try archive.fixture.run(list, in: "archive").output
      #expect(try archive.reconcile().isEmpty)
      #expect(try archive.fixture.run(list, in: "archive").output == before)
      #expect(!archive.fixture.exists("archive/.git/mamip-index"))
    }
  }

  @Test func `an edit that keeps size and time is an edit`() throws {
    try Archive.use { archive in
      let path = "archive/policies/A"
      let stamp = ["touch", "-r", path, "stamp"]
      #expect(try archive.fixture.run(stamp).status == 0)
      try archive.commit(["policies/A": "a2\n"])
      try archive.write("policies/A", "x1\n")
      #expect(try archive.fixture.run(["touch", "-r", "stamp", path]).status == 0)
      #expect(try archive.reconcile().leftAlone == ["policies/A"])
      #expect(try archive.text("policies/A") == "x1\n")
    }
  }

  @Test func `local edits of our files are left alone and said`() throws {
    try Archive.use { archive in
      try archive.write("policies/A", "edited\n")
      try archive.fixture.delete("archive/policies/B")
      try archive.write("policies/D", "in the way\n")
      try archive.write("findings/A.json", "edited\n")
      try archive.write("policies/C", "not changed by the run\n")
      try archive.commit([
        "policies/A": "a2\n", "policies/B": "b2\n", "policies/D": "d1\n", "findings/A.json": nil,
      ])
      let result = try archive.reconcile()
      #expect(result.written == [])
      #expect(result.removed == [])
      #expect(result.leftAlone == ["findings/A.json", "policies/A", "policies/B", "policies/D"])
      #expect(
        try archive.status()
          == """
           M policies/A
           D policies/B
           M policies/C
           M policies/D
          ?? findings/A.json
          """)
      #expect(try archive.text("policies/A") == "edited\n")
      #expect(try archive.text("policies/D") == "in the way\n")
      #expect(try archive.reconcile().isEmpty)
    }
  }

  @Test func `a file that equals the index or HEAD is no local edit`() throws {
    try Archive.use { archive in
      try archive.commit(["policies/A": "a2\n", "policies/B": "b2\n", "policies/C": nil])
      // Equal to HEAD: a killed run wrote it. Staged: equal to the index.
      try archive.write("policies/A", "a2\n")
      try archive.write("policies/B", "staged\n")
      try archive.fixture.git("add", "policies/B", in: "archive")
      try archive.fixture.delete("archive/policies/C")
      let result = try archive.reconcile()
      #expect(result.written == ["policies/B"])
      #expect(result.removed == [])
      #expect(result.leftAlone == [])
      #expect(try archive.status() == "")
    }
  }

  @Test func `other people's edits, staged or not, stay as they are`() throws {
    try Archive.use { archive in
      try archive.write("README.md", "staged\n")
      try archive.fixture.git("add", "README.md", in: "archive")
      try archive.write("README.md", "staged and edited\n")
      try archive.write("Sources/x.swift", "edited\n")
      try archive.write("Sources/new.swift", "untracked\n")
      try archive.write("policiesX", "untracked\n")
      let before = try archive.status()
      let staged = try archive.fixture.git("diff", "--cached", in: "archive")
      try archive.commit(["policies/A": "a2\n"])
      #expect(try archive.reconcile().written == ["policies/A"])
      #expect(try archive.status() == before)
      #expect(try archive.fixture.git("diff", "--cached", in: "archive") == staged)
      #expect(try archive.text("README.md") == "staged and edited\n")
    }
  }

  @Test func `an empty repository gets its first files`() throws {
    try GitFixture.use { fixture in
      _ = try Repository.create(at: fixture.at("new"))
      let archive = try Archive(fixture, folder: "new")
      #expect(try archive.reconcile().isEmpty)
      try archive.commit(["policies/A": "a1\n", "DEPRECATED.json": "[]\n"])
      #expect(try archive.reconcile().written == ["DEPRECATED.json", "policies/A"])
      #expect(try archive.status() == "")
    }
  }

  @Test func `a bare repository has nothing to reconcile`() throws {
    try GitFixture.use { fixture in
      _ = try Repository.create(at: fixture.at("bare.git"), bare: true)
      let archive = try Archive(fixture, folder: "bare.git")
      try archive.commit(["policies/A": "a1\n"])
      #expect(try archive.reconcile().isEmpty)
      #expect(!fixture.exists("bare.git/index"))
    }
  }

  @Test func `a linked work tree with a detached HEAD is reconciled alone`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try fixture.git("worktree", "add", "-q", "--detach", "../linked", in: "archive")
      let linked = try Archive(fixture, folder: "linked")
      try linked.commit(["policies/A": "a2\n"])
      #expect(try linked.reconcile().written == ["policies/A"])
      #expect(try linked.status() == "")
      #expect(try archive.status() == "")
      #expect(try archive.text("policies/A") == "a1\n")
    }
  }
}
