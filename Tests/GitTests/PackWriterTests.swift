import Foundation
import Git
import Model
import Support
import Testing

@Suite struct PackWriterTests {
  private static let person = Signature(
    name: "A Person", email: "person@localhost", time: Timestamp(seconds: 1_700_000_000))

  /// Commits a folder of policies, changing one after the other, as a run does.
  private static func record(
    _ changes: Int, policies: Int, in repository: Repository
  ) throws -> (writer: PackWriter, tip: ObjectID) {
    let writer = PackWriter(repository)
    var folder = RawTree()
    var blobs: [String: ObjectID] = [:]
    for number in 0..<policies {
      let name = "Policy\(number)"
      blobs[name] = try writer.blob(text(name, version: 0))
      folder.set(name, .file, try #require(blobs[name]))
    }
    var root = RawTree()
    var (folderID, rootID, tip): (ObjectID?, ObjectID?, ObjectID?) = (nil, nil, nil)
    for change in 0...changes {
      if change > 0 {
        let name = "Policy\(change * 7 % policies)"
        blobs[name] = try writer.blob(text(name, version: change), basedOn: blobs[name])
        folder.set(name, .file, try #require(blobs[name]))
      }
      folderID = try writer.tree(folder, basedOn: folderID)
      root.set("policies", .tree, try #require(folderID))
      rootID = try writer.tree(root, basedOn: rootID)
      tip = try writer.commit(
        CommitDraft(
          tree: #require(rootID), parents: tip.map { [$0] } ?? [], author: person,
          committer: person, message: "change \(change)"))
    }
    return (writer, try #require(tip))
  }

  private static func text(_ name: String, version: Int) -> [UInt8] {
    Array("{\n  \"\(name)\": \(version),\n  \"\(String(repeating: name, count: 50))\": 1\n}\n".utf8)
  }

  @Test func `ids and content are git's own`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      let (writer, tip) = try Self.record(120, policies: 1_500, in: repository)
      try writer.finish()
      try repository.update("refs/heads/main", to: tip, from: nil, message: "test")
      #expect(try fixture.git("fsck", "--full", "--strict", in: "new.git") == "")
      #expect(try fixture.names(in: "new.git/objects") == ["info", "pack"])
      let packs = try fixture.names(in: "new.git/objects/pack")
      #expect(packs.map { $0.suffix(4) } == [".idx", "pack"])
      let verdict = try fixture.git(
        "verify-pack", "-v", fixture.at("new.git/objects/pack/\(packs[0])"))
      #expect(verdict.contains("chain length = 50: "))
      #expect(!verdict.contains("chain length = 51: "))
      // What git makes of the same text, commit by commit.
      let expected = try fixture.git(
        "show", "main~20:policies/Policy700", in: "new.git")
      #expect(Array((expected + "\n").utf8) == Self.text("Policy700", version: 100))
      try fixture.git("clone", "-q", "new.git", "clone")
      try fixture.git("commit", "-q", "--amend", "-m", "change 120", in: "clone")
      #expect(try fixture.git("rev-parse", "HEAD", in: "clone") == tip.description)
    }
  }

  @Test func `the index is the one that git makes of the pack`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      let (writer, _) = try Self.record(12, policies: 300, in: repository)
      try writer.finish()
      let names = try fixture.names(in: "new.git/objects/pack")
      let index = try #require(names.first { $0.hasSuffix(".idx") })
      let pack = "new.git/objects/pack/\(index.dropLast(4)).pack"
      let id = try fixture.git("index-pack", "-o", fixture.at("git.idx"), fixture.at(pack))
      #expect(index == "pack-\(id).idx")
      let bytes = { try Data(contentsOf: URL(filePath: fixture.at($0))) }
      #expect(try bytes("new.git/objects/pack/\(index)") == bytes("git.idx"))
    }
  }

  @Test func `a commit and a tag have the bytes that git writes`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let tree = try fixture.git("rev-parse", "HEAD^{tree}", in: "archive")
      let repository = try Repository.open(at: fixture.at("archive"))
      let parent = try #require(ObjectID(hex: first))
      var author = Self.person
      author.name = " Zoë <Ünal>, \n"
      author.offsetMinutes = -210
      let writer = PackWriter(repository)
      let commit = try writer.commit(
        CommitDraft(
          tree: #require(ObjectID(hex: tree)), parents: [parent], author: author,
          committer: Self.person, message: "subject\n\nÄ: body\n\n\n"))
      let tag = try writer.tag(
        TagDraft(target: parent, name: "2026-11-20-18-00", tagger: Self.person, message: "one"))
      try writer.finish()
      fixture.environment = [
        "GIT_AUTHOR_NAME": " Zoë <Ünal>, \n", "GIT_AUTHOR_DATE": "1700000000 -0330",
      ]
      let expected = try fixture.git(
        "commit-tree", tree, "-p", first, "-m", "subject\n\nÄ: body", in: "archive")
      #expect(commit.description == expected)
      try fixture.git("tag", "-a", "2026-11-20-18-00", "-m", "one", in: "archive")
      let expectedTag = try fixture.git("rev-parse", "2026-11-20-18-00", in: "archive")
      #expect(tag.description == expectedTag)
      #expect(try repository.commit(commit).author.name == "Zoë Ünal")
    }
  }

  @Test func `nothing is visible before the end, and nothing is left without it`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      do {
        let (writer, tip) = try Self.record(3, policies: 10, in: repository)
        #expect(writer.count == 10 + 3 + 4 * 3)
        #expect(!repository.contains(tip))
      }
      #expect(try fixture.names(in: "new.git/objects") == ["info", "pack"])
      #expect(try fixture.names(in: "new.git/objects/pack").isEmpty)
      try PackWriter(repository).finish()
      #expect(try fixture.names(in: "new.git/objects/pack").isEmpty)
    }
  }

  @Test func `what is there already is not written again`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      try Self.record(3, policies: 10, in: repository).writer.finish()
      let again = try Self.record(3, policies: 10, in: repository)
      #expect(again.writer.count == 0)
      let more = try Self.record(4, policies: 10, in: repository)
      #expect(more.writer.count == 4)
      try more.writer.finish()
      #expect(repository.contains(more.tip))
      #expect(try fixture.names(in: "new.git/objects/pack").count == 4)
    }
  }

  @Test func `what was just written need not be read back`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      let writer = PackWriter(repository)
      let old = try writer.blob(Self.text("Policy", version: 1))
      let blob = try writer.blob(Self.text("Policy", version: 2), basedOn: old)
      var folder = RawTree()
      folder.set("Policy", .file, blob)
      let tree = try writer.tree(folder)
      let long = try writer.blob([UInt8](repeating: 1, count: 5_000_000))
      try writer.finish()
      let packs = fixture.at("new.git/objects/pack")
      try FileManager.default.removeItem(atPath: packs)
      try FileManager.default.createDirectory(atPath: packs, withIntermediateDirectories: false)
      #expect(try repository.tree(tree) == folder)
      #expect(try repository.blob(blob) == Self.text("Policy", version: 2))
      // Nor is too much remembered.
      #expect(throws: GitError.self) { try repository.blob(long) }
    }
  }

  @Test func `objects that do not fit into memory are kept in a file`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      let writer = PackWriter(repository)
      let random = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
      var folder = RawTree()
      for number in 0..<5 {
        let noise = try #require(try random.read(upToCount: 4_000_000))
        folder.set("noise\(number)", .file, try writer.blob(Array(noise)))
      }
      #expect(try fixture.names(in: "new.git/objects/pack").isEmpty)
      let tip = try writer.commit(
        CommitDraft(
          tree: writer.tree(folder), parents: [], author: Self.person, committer: Self.person,
          message: "noise"))
      try writer.finish()
      try repository.update("refs/heads/main", to: tip, from: nil, message: "test")
      #expect(try fixture.git("fsck", "--full", "--strict", in: "new.git") == "")
    }
  }

  /// Later objects are differences to some that the pack never had.
  @Test(.enabled(if: GitFixture.canMountDisks))
  func `objects that can be kept nowhere are an error, however many follow`() async throws {
    await #expect(processExitsWith: .success) {
      try GitFixture.use { fixture in
        try fixture.mountDisk("disk", kilobytes: 100)
        let repository = try Repository.create(at: fixture.at("disk/new.git"), bare: true)
        let random = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
        var noise = Array(try #require(try random.read(upToCount: 9_000_000)))
        let writer = PackWriter(repository)
        let error = #expect(throws: GitError.self) {
          var last = try writer.blob(noise)
          for number in 0..<200 {
            noise[number] = 0
            last = try writer.blob(noise, basedOn: last)
          }
        }
        #expect("\(try #require(error))".hasPrefix("cannot keep new objects in "))
        #expect(throws: GitError.self) { try writer.finish() }
        #expect(try fixture.names(in: "disk/new.git/objects/pack").isEmpty)
      }
    }
  }

  /// A folder that changes in many places, loses entries or is empty cannot be a small difference.
  @Test func `trees that differ much are whole`() throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
      let writer = PackWriter(repository)
      let blob = try writer.blob([])
      var trees: [RawTree] = [RawTree()]
      for count in [1, 2, 400, 399, 3, 2_000, 1_000, 0] {
        var tree = RawTree()
        for number in 0..<count { tree.set("\(count.isMultiple(of: 2))\(number)", .file, blob) }
        trees.append(tree)
      }
      var last: ObjectID?
      for tree in trees { last = try writer.tree(tree, basedOn: last) }
      try writer.finish()
      for tree in trees {
        let id = try PackWriter(repository).tree(tree)
        #expect(try repository.tree(id) == tree)
      }
      #expect(try fixture.git("fsck", "--full", "--strict", in: "new.git").contains("dangling"))
    }
  }

  @Test func `a file that may not grow leaves no part of a pack and says so`() async throws {
    await #expect(processExitsWith: .success) {
      try GitFixture.use { fixture in
        let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
        let (writer, tip) = try Self.record(3, policies: 1_500, in: repository)
        // The system's own way to say "no more" to one process.
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 16_384, rlim_max: 16_384)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let error = #expect(throws: GitError.self) { try writer.finish() }
        let text = "\(try #require(error))"
        #expect(text.hasPrefix("cannot write 1515 objects to "))
        #expect(!repository.contains(tip))
        #expect(try fixture.names(in: "new.git/objects/pack").isEmpty)
        #expect(try fixture.names(in: "new.git/objects") == ["info", "pack"])
      }
    }
  }

  /// In a process of its own, because writing to a memory map would end it with a signal.
  @Test(.enabled(if: GitFixture.canMountDisks))
  func `a disk that is full leaves no part of a pack and says so`() async throws {
    await #expect(processExitsWith: .success) {
      try GitFixture.use { fixture in
        try fixture.mountDisk("disk", kilobytes: 100)
        let repository = try Repository.create(at: fixture.at("disk/new.git"), bare: true)
        for policies in [1_500, 3_000] {
          let (writer, tip) = try Self.record(30, policies: policies, in: repository)
          let error = #expect(throws: GitError.self) { try writer.finish() }
          let text = "\(try #require(error))"
          #expect(text.hasPrefix("cannot write \(policies + 30 + 31 * 3) objects to "))
          #expect(!repository.contains(tip))
          #expect(try fixture.names(in: "disk/new.git/objects/pack").isEmpty)
          #expect(try fixture.names(in: "disk/new.git/objects") == ["info", "pack"])
        }
      }
    }
  }
}
