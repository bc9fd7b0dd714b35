import Git
import Model
import Support
import Testing

@Suite struct ObjectTests {
  @Test(
    arguments: [
      "", "12", "g" + String(repeating: "0", count: 39), String(repeating: "0", count: 41),
    ])
  func `what is not forty hexadecimal digits is no id`(text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func `an id is written and sorted as git does`() throws {
    let text = "0123456789abcdef0123456789abcdef01234567"
    let id = try #require(ObjectID(hex: text))
    #expect(id.description == text)
    #expect(ObjectID(hex: text.uppercased()) == id)
    #expect(ObjectID(bytes: id.bytes.span) == id)
    #expect(ObjectID.zero < id)
    #expect(ObjectID.zero.description == String(repeating: "0", count: 40))
  }

  @Test func `a commit is read as git wrote it`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      fixture.environment = [
        "GIT_AUTHOR_NAME": "Zoë Ünal", "GIT_AUTHOR_EMAIL": "zoe@localhost",
        "GIT_AUTHOR_DATE": "1500000000 -0330", "GIT_COMMITTER_DATE": "1600000000 +0545",
      ]
      let message = "subject\n\nbody ✓\n\nPolicy-Name: A\n"
      let id = try fixture.commit(message, in: "archive", files: ["policies/A": "2\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let commit = try repository.commit(#require(ObjectID(hex: id)))
      #expect(commit.parents == [try #require(ObjectID(hex: first))])
      let tree = try fixture.git("rev-parse", "HEAD^{tree}", in: "archive")
      #expect(commit.tree.description == tree)
      #expect(
        commit.author
          == Signature(
            name: "Zoë Ünal", email: "zoe@localhost", time: Timestamp(seconds: 1_500_000_000),
            offsetMinutes: -210))
      #expect(commit.committer.name == "A Person")
      #expect(commit.committer.time.seconds == 1_600_000_000)
      #expect(commit.committer.offsetMinutes == 345)
      #expect(commit.message == message)
    }
  }

  @Test func `a signed commit's header lines are not taken for its message`() throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--bare", "bare.git")
      let tree = try fixture.git("hash-object", "-w", "-t", "tree", "/dev/null", in: "bare.git")
      let text = """
        tree \(tree)
        author A <a@b> 1 +0000
        committer A <a@b> 2 +0000
        gpgsig -----BEGIN PGP SIGNATURE-----
         parent 0000000000000000000000000000000000000000
         
         -----END PGP SIGNATURE-----

        subject

        parent of nothing
        """
      let id = try fixture.git(
        "hash-object", "-w", "-t", "commit", "--stdin", in: "bare.git", input: text)
      let repository = try Repository.open(at: fixture.at("bare.git"))
      let commit = try repository.commit(#require(ObjectID(hex: id)))
      #expect(commit.parents == [])
      #expect(commit.committer.time.seconds == 2)
      #expect(commit.message == "subject\n\nparent of nothing")
    }
  }

  @Test func `an annotated tag is read, a lightweight one is none`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.git("tag", "light", in: "archive")
      try fixture.git("tag", "-a", "2026-11-20-18-00", "-m", "one change", in: "archive")
      let repository = try Repository.open(at: fixture.at("archive"))
      let light = try #require(try repository.resolve("refs/tags/light"))
      #expect(light.description == first)
      #expect(try repository.tag(light) == nil)
      let id = try #require(try repository.resolve("refs/tags/2026-11-20-18-00"))
      let tag = try #require(try repository.tag(id))
      #expect(tag.target == light)
      #expect(tag.targetKind == .commit)
      #expect(tag.name == "2026-11-20-18-00")
      #expect(tag.tagger?.email == "person@localhost")
      #expect(tag.message == "one change\n")
    }
  }

  @Test func `paths lead to what they name`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository(
        "archive", files: ["policies/A": "text\n", "policies/sub/B": "", "DEPRECATED.json": "{}"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let tree = try repository.commit(#require(try repository.head().id)).tree
      let entry = try #require(try repository.entry(at: "policies/A", in: tree))
      #expect(entry.mode == .file)
      #expect(try repository.blob(entry.id) == Array("text\n".utf8))
      #expect(try repository.entry(at: "policies", in: tree)?.mode == .tree)
      #expect(try repository.entry(at: "policies/sub/B", in: tree)?.name == "B")
      #expect(try repository.entry(at: "policies/B", in: tree) == nil)
      #expect(try repository.entry(at: "DEPRECATED.json/x", in: tree) == nil)
    }
  }

  @Test func `an absent object is said to be so, with advice`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive"))
      let id = try #require(ObjectID(hex: String(repeating: "ab", count: 20)))
      #expect(!repository.contains(id))
      let error = #expect(throws: GitError.self) { try repository.commit(id) }
      #expect(error?.isNotFound == true)
      #expect(error?.description == "cannot read object \(id): it is not in this repository")
      #expect(error?.hint == "fetch it, or check the repository with `git fsck`")
      let wrong = #expect(throws: GitError.self) {
        try repository.blob(#require(try repository.head().id))
      }
      #expect(wrong?.message == "it is a commit")
    }
  }
}
