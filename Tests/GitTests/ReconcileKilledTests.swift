import Foundation
import Git
import Support
import Testing

/// What a run leaves that was killed at some moment, and what the next one makes of it.
@Suite struct ReconcileKilledTests {
  private static let changes: [String: String?] = [
    "policies/A": "a2\n", "policies/B": nil, "policies/D": "d1\n", "CHANGELOG.md": "## x\n",
  ]

  private func expectFinished(_ archive: Archive) throws {
    _ = try archive.reconcile()
    #expect(try archive.status() == "")
    #expect(try archive.text("policies/A") == "a2\n")
    #expect(try archive.text("policies/B") == nil)
    #expect(try archive.fixture.git("fsck", "--strict", in: "archive") == "")
    let left = try archive.fixture.names(in: "archive/.git").filter {
      $0.contains("index") && $0 != "index"
    }
    #expect(left == [])
    #expect(try archive.reconcile().isEmpty)
  }

  @Test(arguments: 0...4) func `files written, index not`(count: Int) throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      for (path, text) in Self.changes.sorted(by: { $0.key < $1.key }).prefix(count) {
        if let text {
          try archive.write(path, text)
        } else {
          try archive.fixture.delete("archive/\(path)")
        }
      }
      try expectFinished(archive)
    }
  }

  @Test func `a file half written`() throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      try archive.write("policies/.mamip-bot.tmp", "a")
      try archive.write(".mamip-bot.tmp", "## ")
      try expectFinished(archive)
    }
  }

  @Test func `a file half written after which nothing was left to do`() throws {
    try Archive.use { archive in
      try archive.write("findings/.mamip-bot.tmp", "a")
      #expect(try archive.reconcile().isEmpty)
      #expect(try archive.status() == "")
    }
  }

  @Test func `our copy of the index written, also in part`() throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      try archive.write(".git/mamip-index", "DIRC")
      try expectFinished(archive)
    }
  }

  @Test func `the index locked by us`() throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      try archive.write(".git/mamip-index", "DIRC")
      try FileManager.default.linkItem(
        atPath: archive.fixture.at("archive/.git/mamip-index"),
        toPath: archive.fixture.at("archive/.git/index.lock"))
      try expectFinished(archive)
    }
  }

  @Test func `the index replaced and our other name for it left`() throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      _ = try archive.reconcile()
      try FileManager.default.linkItem(
        atPath: archive.fixture.at("archive/.git/index"),
        toPath: archive.fixture.at("archive/.git/mamip-index"))
      try expectFinished(archive)
    }
  }

  @Test func `an index that another git has locked is waited for, then said`() throws {
    try Archive.use { archive in
      try archive.commit(Self.changes)
      try archive.write(".git/index.lock", "")
      let error = #expect(throws: GitError.self) {
        try archive.reconcile(waiting: .milliseconds(100))
      }
      #expect(error?.isLocked == true)
      let lock = archive.fixture.at("archive/.git/index.lock")
      #expect(error?.description == "cannot update the index: `\(lock)` exists")
      #expect(archive.fixture.exists("archive/.git/index.lock"))
      #expect(try archive.text("policies/A") == "a1\n")
      try archive.fixture.delete("archive/.git/index.lock")
      try expectFinished(archive)
    }
  }
}
