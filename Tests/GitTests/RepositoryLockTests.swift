import Foundation
import Git
import Support
import Testing

@Suite struct RepositoryLockTests {
  @Test func `a second run waits, and gives up with advice`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let first = try Repository.open(at: fixture.at("archive"))
      let second = try Repository.open(at: fixture.at("archive"))
      let lock = try first.lock()
      var waits = 0
      let error = #expect(throws: GitError.self) {
        try second.lock(waiting: .milliseconds(120)) { waits += 1 }.release()
      }
      #expect(waits == 1)
      #expect(error?.isLocked == true)
      let path = fixture.at("archive/.git/mamip.lock")
      #expect(
        error?.description == "cannot lock the repository: another run holds `\(path)`")
      #expect(error?.hint?.contains("the lock ends with that process") == true)
      lock.release()
      try second.lock(waiting: .zero).release()
    }
  }

  /// A program that is being started shares all files until it has begun.
  @Test func `a lock that was given back holds nobody up, though another has its file`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let lock = try repository.lock()
      let held = try #require(Self.descriptor(of: fixture.at("archive/.git/mamip.lock")))
      let shared = dup(held)
      defer { close(shared) }
      lock.release()
      try repository.lock(waiting: .zero).release()
    }
  }

  private static func descriptor(of path: String) -> CInt? {
    var file = stat()
    guard unsafe stat(path, &file) == 0 else { return nil }
    return (0..<getdtablesize()).first { descriptor in
      var open = stat()
      return unsafe fstat(descriptor, &open) == 0
        && (open.st_dev, open.st_ino) == (file.st_dev, file.st_ino)
    }
  }

  @Test func `the lock ends with the process that held it`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let (ours, theirs) = try ChildProcess.channel()
      let holder = try ChildProcess(
        ["flock", fixture.at("archive/.git/mamip.lock"), "sh", "-c", "echo; cat"],
        input: theirs, output: theirs)
      try theirs.close()
      _ = try ours.read(upToCount: 1)
      #expect(throws: GitError.self) { try repository.lock(waiting: .zero).release() }
      // The run goes on as soon as the other one has ended.
      try repository.lock(waiting: .seconds(30)) {
        holder.send(SIGKILL)
        ours.closeFile()
      }.release()
      holder.wait()
    }
  }

  @Test func `all linked work trees share the lock`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.git("worktree", "add", "-q", "../linked", in: "archive")
      let lock = try Repository.open(at: fixture.at("archive")).lock()
      let linked = try Repository.open(at: fixture.at("linked"))
      #expect(throws: GitError.self) { try linked.lock(waiting: .zero).release() }
      lock.release()
    }
  }

  @Test func `a repository that cannot be written is said to be so`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try FileManager.default.createDirectory(
        atPath: fixture.at("archive/.git/mamip.lock"), withIntermediateDirectories: false)
      let repository = try Repository.open(at: fixture.at("archive"))
      let error = #expect(throws: GitError.self) { try repository.lock().release() }
      #expect(error?.message == "is a directory")
      #expect(error?.hint == "the folder `\(fixture.at("archive/.git"))` must be writable")
    }
  }

  @Test func `lock files left on our references are removed, and said`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let left = [
        "refs/heads/main.lock", "refs/tags/t.lock", "HEAD.lock", "packed-refs.lock",
      ]
      for name in left + ["refs/heads/other.lock", "index.lock"] {
        try fixture.write("archive/.git/\(name)", "")
        _ = try fixture.run(["touch", "-d", "1 minute ago", "archive/.git/\(name)"])
      }
      let repository = try Repository.open(at: fixture.at("archive"))
      let lock = try repository.lock()
      let removed = try lock.removeStaleLocks(for: [
        "refs/heads/main", "refs/tags/t", "HEAD", "refs/notes/mamip",
      ])
      #expect(removed == left.map { fixture.at("archive/.git/\($0)") })
      for name in left { #expect(!fixture.exists("archive/.git/\(name)")) }
      #expect(fixture.exists("archive/.git/refs/heads/other.lock"))
      #expect(fixture.exists("archive/.git/index.lock"))
      #expect(try lock.removeStaleLocks(for: ["refs/heads/main"]).isEmpty)
      lock.release()
    }
  }

  @Test func `a lock file that is still in use is left alone`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let lock = try repository.lock()
      try fixture.write("archive/.git/refs/heads/main.lock", "")
      // Somebody who locks again and again, as a busy git would.
      let (ours, theirs) = try ChildProcess.channel()
      let path = "archive/.git/refs/heads/main.lock"
      let holder = try ChildProcess(
        ["sh", "-c", "while sleep 0.01; do touch \"$0\"; done", fixture.at(path)], output: theirs)
      try theirs.close()
      let removed = try lock.removeStaleLocks(for: ["refs/heads/main"])
      #expect(removed.isEmpty)
      holder.send(SIGKILL)
      holder.wait()
      // All that it has started has ended too.
      _ = try ours.readToEnd()
      _ = try fixture.run(["touch", "-d", "1 minute ago", path])
      #expect(try lock.removeStaleLocks(for: ["refs/heads/main"]) == [fixture.at(path)])
      lock.release()
    }
  }

  @Test func `packs that killed runs left are removed when they are old`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let objects = "archive/.git/objects"
      for name in ["tmp_objdir-mamip-old", "tmp_objdir-mamip-new", "tmp_objdir-other"] {
        try fixture.write("\(objects)/\(name)/pack/pack_git2_x", "PACK")
      }
      for name in ["tmp_objdir-mamip-old", "tmp_objdir-other"] {
        _ = try fixture.run(["touch", "-d", "2 hours ago", "\(objects)/\(name)"])
      }
      for name in ["tmp_mamip-old", "tmp_mamip-new", "tmp_pack_other"] {
        try fixture.write("\(objects)/pack/\(name)", "PACK")
      }
      for name in ["tmp_mamip-old", "tmp_pack_other"] {
        _ = try fixture.run(["touch", "-d", "2 hours ago", "\(objects)/pack/\(name)"])
      }
      let lock = try Repository.open(at: fixture.at("archive")).lock()
      #expect(
        try lock.removeAbandonedPacks()
          == ["tmp_objdir-mamip-old", "pack/tmp_mamip-old"].map { fixture.at("\(objects)/\($0)") })
      #expect(!fixture.exists("\(objects)/pack/tmp_mamip-old"))
      #expect(fixture.exists("\(objects)/pack/tmp_mamip-new"))
      #expect(fixture.exists("\(objects)/pack/tmp_pack_other"))
      #expect(!fixture.exists("\(objects)/tmp_objdir-mamip-old"))
      #expect(fixture.exists("\(objects)/tmp_objdir-mamip-new/pack/pack_git2_x"))
      #expect(fixture.exists("\(objects)/tmp_objdir-other/pack/pack_git2_x"))
      lock.release()
    }
  }
}
