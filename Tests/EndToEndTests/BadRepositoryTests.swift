import Foundation
import Support
import Testing

/// Disks, folders and locks that are in the way.
struct BadRepositoryTests {
  private static let update = PolicyFixture.text("s3:Put")

  @Test(.enabled(if: GitFixture.canMountDisks, "it takes a disk that can be read only"))
  func `a repository that is read only stays as it is`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.fixture.mountDisk("disk", kilobytes: 4_096)
      try world.git("init", "--quiet", "--initial-branch=main", "../disk/archive")
      let sync = ["sync", "--source", "iam", "--repository", "disk/archive"]
      #expect(try world.bot.run(sync).status == 0)
      world.change { $0.publish("Alpha", Self.update) }
      try world.remount("disk", "ro")

      let outcome = try world.bot.run(sync)
      #expect(outcome.status == 1)
      #expect(
        outcome.error.contains("error: cannot lock the repository: read-only file system\n"),
        "\(outcome.error)")

      try world.remount("disk", "rw")
      #expect(try world.bot.run(sync).status == 0)
      let archive = Judged(fixture: world.fixture, folder: "disk/archive")
      #expect(try archive.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try archive.expectSound()
    }
  }

  /// Of these sizes each leaves room for one step more than the one before.
  @Test(
    .enabled(if: GitFixture.canMountDisks, "it takes a disk of its own"),
    arguments: [0, 4, 8, 12, 16, 24, 32, 48])
  func `on a full disk the archive is as before or as after`(kilobytes: Int) throws {
    var iam = FakeIAM()
    for number in 0..<20 { iam.publish("Policy\(number)", PolicyFixture.text("s3:Get")) }
    try IAMWorld.use(iam) { world in
      try world.fixture.mountDisk("disk", kilobytes: 2_048)
      try world.git("init", "--quiet", "--initial-branch=main", "../disk/archive")
      let archive = Judged(fixture: world.fixture, folder: "disk/archive")
      let sync = ["sync", "--source", "iam", "--repository", "disk/archive"]
      #expect(try world.bot.run(sync).status == 0)
      let before = try archive.git("rev-parse", "HEAD")
      world.change { iam in
        for number in 0..<20 { iam.publish("Policy\(number)", Self.update) }
      }
      try world.fill("disk", leaving: kilobytes)

      let outcome = try world.bot.run(sync)
      try world.fixture.delete("disk/filler")
      if outcome.status == 0 {
        try archive.expectSound()
      } else {
        #expect(outcome.status == 1, "\(outcome.text)")
        #expect(outcome.error.lowercased().contains("no space left on device"), "\(outcome.error)")
      }
      let check = try world.fixture.run(
        ["git", "fsck", "--full", "--strict"], in: "disk/archive")
      #expect(check.status == 0, "\(check.error)")
      let head = try archive.git("rev-parse", "HEAD")
      #expect(try head == before || archive.changes().count == 40)

      let again = try world.bot.run(sync)
      #expect(again.status == 0, "\(again.text)")
      #expect(try archive.changes().count == 40)
      #expect(try archive.releases().count == 2)
      try archive.expectSound()
    }
  }

  @Test(arguments: ["refs/heads/main", "packed-refs"])
  func `a lock that a killed run left is removed, and said`(reference: String) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", Self.update) }
      try world.leaveLock(".git/\(reference).lock")
      let outcome = try world.sync()

      #expect(
        outcome.error.contains(
          "removed what a killed run left: \(world.fixture.path)/archive/.git/\(reference).lock\n"),
        "\(outcome.error)")
      #expect(try world.archive.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try world.archive.expectSound()
    }
  }

  @Test func `a lock on the tag that a killed run left does not stop the next one`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let release = try #require(try world.archive.releases().first)
      try world.git("tag", "--delete", release)
      try world.leaveLock(".git/refs/tags/\(release).lock")
      let outcome = try world.sync()

      #expect(try world.archive.releases() == [release])
      #expect(outcome.error.contains("made the missing tag \(release)\n"), "\(outcome.error)")
      try world.archive.expectSound()
    }
  }

  @Test func `a missing tag is made again below a person's commit, the same as before`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let release = try #require(try world.archive.releases().first)
      let tag = try world.git("rev-parse", release)
      try world.git("tag", "--delete", release)
      try world.fixture.commit("mine", in: "archive", files: ["README.md": "A page.\n"])
      try world.sync()

      #expect(try world.git("rev-parse", release) == tag)
    }
  }

  @Test func `a lock of git's own index is not ours to break`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", Self.update) }
      try world.leaveLock(".git/index.lock")
      let outcome = try world.bot.run("sync", "--source", "iam", in: "archive")

      #expect(outcome.text.contains("index.lock"), "\(outcome.text)")
      #expect(world.fixture.exists("archive/.git/index.lock"))
      try world.fixture.delete("archive/.git/index.lock")
      try world.sync()
      #expect(try world.archive.changes().count == 2)
      try world.archive.expectSound()
    }
  }

  @Test func `a run waits for another one on the same repository`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", Self.update) }
      let lock = try FileHandle(
        forUpdating: URL(filePath: world.fixture.at("archive/.git/mamip.lock")))
      #expect(flock(lock.fileDescriptor, LOCK_EX) == 0)
      let running = try world.bot.start(["sync", "--source", "iam"], in: "archive")
      running.waitForError("waiting for another run on this repository\n")
      #expect(world.server.takeCalls() == [])
      #expect(flock(lock.fileDescriptor, LOCK_UN) == 0)

      let outcome = running.outcome()
      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(try world.archive.changes().count == 2)
    }
  }

  @Test func `two runs at once on one repository record each change once`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", Self.update) }
      let runs = try (0..<3).map { _ in
        try world.bot.start(["sync", "--source", "iam"], in: "archive")
      }
      let outcomes = runs.map { $0.outcome() }

      #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes.map(\.text))")
      #expect(try world.archive.changes().count == 2)
      #expect(try world.archive.releases().count == 2)
      try world.archive.expectSound()
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only an administrator can give files away"))
  func `a repository of another user is worked on all the same`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let change = try world.fixture.run(["chown", "-R", "65534:65534", "archive"])
      #expect(change.status == 0)
      world.change { $0.publish("Alpha", Self.update) }
      try world.sync()

      let subjects = try world.git("-c", "safe.directory=*", "log", "--format=%s")
      #expect(subjects.contains("Alpha v1 → v2: \(PolicyFixture.swap)"))
    }
  }

  @Test func `a repository with SHA-256 is refused with a reason`() throws {
    try IAMWorld.use(FakeIAM("Alpha")) { world in
      try world.fixture.git("init", "--quiet", "--object-format=sha256", "other")
      let outcome = try world.bot.run("sync", "--source", "iam", in: "other")
      #expect(outcome.status == 1)
      #expect(outcome.error.hasPrefix("error: "))
      #expect(outcome.error.contains("sha256") || outcome.error.contains("objectformat"))
    }
  }
}

extension IAMWorld {
  /// Mounts a disk anew, with other options.
  fileprivate func remount(_ disk: String, _ option: String) throws {
    let result = try fixture.run(["mount", "-o", "remount,\(option)", disk])
    #expect(result.status == 0, "\(result.error)")
  }

  /// Fills a disk but for a few kilobytes.
  fileprivate func fill(_ disk: String, leaving kilobytes: Int) throws {
    let free = try fixture.run(["df", "--output=avail", "--block-size=1K", disk]).output
    let number = Int(free.split(separator: "\n").last?.drop { $0 == " " } ?? "") ?? 0
    let filler = Data(repeating: 0x20, count: max(0, number - kilobytes) << 10)
    try filler.write(to: URL(filePath: fixture.at("\(disk)/filler")))
  }

  /// Leaves a lock file as a process does that was killed an hour ago.
  fileprivate func leaveLock(_ name: String) throws {
    try fixture.write("archive/\(name)", "")
    let result = try fixture.run(["touch", "--date=1 hour ago", "archive/\(name)"])
    #expect(result.status == 0)
  }
}
