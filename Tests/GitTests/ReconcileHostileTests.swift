import Foundation
import Git
import Support
import Testing

/// Work trees and commits that are not what we would make of them.
@Suite struct ReconcileHostileTests {
  private func link(_ archive: Archive, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: archive.fixture.at("archive/\(path)"),
      withDestinationPath: archive.fixture.at(target))
  }

  @Test func `a folder that is a link is not followed`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try fixture.git("mv", "policies", "../outside", in: "archive", expecting: 128)
      try FileManager.default.moveItem(
        atPath: fixture.at("archive/policies"), toPath: fixture.at("outside"))
      try link(archive, "policies", to: "outside")
      try archive.commit(["policies/A": "a2\n", "policies/B": nil, "policies/D": "d1\n"])
      let result = try archive.reconcile()
      #expect(result.written == [])
      #expect(result.removed == [])
      #expect(result.leftAlone == ["policies/A", "policies/B", "policies/D"])
      #expect(try fixture.text("outside/A") == "a1\n")
      #expect(try fixture.names(in: "outside") == ["A", "B", "C"])
      #expect(try archive.reconcile().isEmpty)
    }
  }

  @Test func `a file that is a link or a folder is not followed`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try fixture.write("outside", "a1\n")
      try fixture.delete("archive/policies/A")
      try link(archive, "policies/A", to: "outside")
      try fixture.delete("archive/policies/B")
      try archive.write("policies/B/C", "deep\n")
      try fixture.delete("archive/findings/A.json")
      try fixture.delete("archive/findings")
      try archive.write("findings", "a file\n")
      try archive.commit([
        "policies/A": "a2\n", "policies/B": "b2\n", "findings/A.json": "{ }\n",
      ])
      let result = try archive.reconcile()
      #expect(result.written == [])
      #expect(result.leftAlone == ["findings/A.json", "policies/A", "policies/B"])
      #expect(try fixture.text("outside") == "a1\n")
      #expect(try archive.text("policies/B/C") == "deep\n")
      #expect(try archive.text("findings") == "a file\n")
    }
  }

  @Test(arguments: ["..", ".git", ".GIT", "."])
  func `a name that leads out of the archive is never written`(name: String) throws {
    try Archive.use { archive in
      let writer = PackWriter(archive.repository)
      var hooks = RawTree()
      hooks.set("config", .file, try writer.blob(Array("evil\n".utf8)))
      var policies = RawTree()
      policies.set(name, .tree, try writer.tree(hooks))
      var root = RawTree()
      root.set("policies", .tree, try writer.tree(policies))
      try writer.finish()
      try archive.commit(tree: root)
      let config = try archive.text(".git/config")
      let result = try archive.reconcile()
      #expect(result.written == [])
      #expect(result.leftAlone == ["policies/\(name)/config"])
      #expect(try archive.text(".git/config") == config)
      #expect(!archive.fixture.exists("archive/config"))
      #expect(!archive.fixture.exists("archive/policies/\(name)/config"))
    }
  }

  @Test func `a link in a commit is not made`() throws {
    try Archive.use { archive in
      let writer = PackWriter(archive.repository)
      var policies = RawTree()
      policies.set("L", .link, try writer.blob(Array("/etc/passwd".utf8)))
      policies.set("A", .executable, try writer.blob(Array("a2\n".utf8)))
      var root = RawTree()
      root.set("policies", .tree, try writer.tree(policies))
      try writer.finish()
      try archive.commit(tree: root)
      let result = try archive.reconcile()
      #expect(result.written == ["policies/A"])
      #expect(result.leftAlone == ["policies/L"])
      #expect(!archive.fixture.exists("archive/policies/L"))
      #expect(
        FileManager.default.isExecutableFile(atPath: archive.fixture.at("archive/policies/A")))
    }
  }

  @Test func `a merge that was not finished is left alone`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try archive.beginConflict(over: "policies/A")
      let conflicted = try archive.text("policies/A")
      #expect(try archive.status() == "UU policies/A")
      let result = try archive.reconcile()
      #expect(result.leftAlone == ["policies/A"])
      #expect(try archive.status() == "UU policies/A")
      #expect(try archive.text("policies/A") == conflicted)
      let index = ["stat", "-c", "%i %z", ".git/index"]
      let before = try fixture.run(index, in: "archive").output
      #expect(try archive.reconcile().leftAlone == ["policies/A"])
      #expect(try fixture.run(index, in: "archive").output == before)
    }
  }

  @Test func `paths that a sparse checkout leaves out stay out`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try fixture.git("sparse-checkout", "set", "--no-cone", "/policies/", in: "archive")
      #expect(!fixture.exists("archive/findings"))
      try archive.commit(["policies/A": "a2\n", "findings/A.json": "{ }\n"])
      let again = try Archive(fixture)
      #expect(try again.reconcile().written == ["policies/A"])
      #expect(!fixture.exists("archive/findings"))
      #expect(try archive.status() == "")
      #expect(try fixture.git("ls-files", "-t", "findings", in: "archive") == "S findings/A.json")
    }
  }

  @Test func `files with converted line ends are no local edits`() throws {
    try Archive.use { archive in
      try archive.write(".gitattributes", "policies/* text eol=crlf\n")
      try archive.fixture.git("add", ".gitattributes", in: "archive")
      try archive.fixture.git("commit", "-q", "-m", "line ends", in: "archive")
      try archive.fixture.delete("archive/policies")
      try archive.fixture.git("checkout", "--", "policies", in: "archive")
      #expect(try archive.text("policies/A") == "a1\r\n")
      try archive.commit(["policies/A": "a2\n", "policies/B": nil])
      let result = try archive.reconcile()
      #expect(result.written == ["policies/A"])
      #expect(result.removed == ["policies/B"])
      #expect(result.leftAlone == [])
      #expect(try archive.status() == "")
    }
  }

  @Test(arguments: ["2", "4"]) func `every version of the index is read and written`(
    version: String
  ) throws {
    try Archive.use { archive in
      try archive.fixture.git("update-index", "--index-version", version, in: "archive")
      try archive.commit(["policies/A": "a2\n"])
      #expect(try archive.reconcile().written == ["policies/A"])
      #expect(try archive.status() == "")
    }
  }

  @Test func `an index that cannot be read is an error with advice`() throws {
    try Archive.use { archive in
      try archive.fixture.git("update-index", "--split-index", in: "archive")
      try archive.commit(["policies/A": "a2\n"])
      let error = #expect(throws: GitError.self) { try archive.reconcile() }
      #expect(error?.hint?.contains("git update-index --no-split-index") == true)
      #expect(try archive.text("policies/A") == "a1\n")
    }
  }

  /// A younger index must not make a file look unchanged that git took for possibly changed.
  @Test func `an edit in the second in which the index was written stays visible`() throws {
    try Archive.use { archive in
      let fixture = archive.fixture
      try fixture.git("config", "core.trustctime", "false", in: "archive")
      let touch = ["touch", "-d", "2020-01-01 00:00:00", "README.md", "Sources/x.swift"]
      _ = try fixture.run(touch, in: "archive")
      try fixture.git("update-index", "--refresh", "-q", in: "archive")
      try archive.write("README.md", "READ\n")
      _ = try fixture.run(touch + [".git/index"], in: "archive")
      #expect(try fixture.git("diff-files", "--name-only", in: "archive") == "README.md")
      _ = try fixture.run(touch + [".git/index"], in: "archive")
      try archive.commit(["policies/A": "a2\n"])
      #expect(try archive.reconcile().written == ["policies/A"])
      #expect(try archive.status() == " M README.md")
      #expect(try fixture.git("diff-files", "--name-only", in: "archive") == "README.md")
    }
  }

  /// What was replaced is closed by somebody else, who may be late.
  @Test func `many files are replaced where few may be open`() async throws {
    await #expect(processExitsWith: .success) {
      try Archive.use { archive in
        let paths = (1...300).map { "policies/P\($0)" }
        try archive.commit(Dictionary(uniqueKeysWithValues: paths.map { ($0, "old\n") }))
        #expect(try archive.reconcile().written == paths.sorted())
        try archive.commit(Dictionary(uniqueKeysWithValues: paths.map { ($0, "new\n") }))
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        let most = rlim_t(try #require(open.compactMap { Int($0) }.max()) + 64)
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(try archive.reconcile().written == paths.sorted())
        #expect(try archive.status() == "")
      }
    }
  }
}
