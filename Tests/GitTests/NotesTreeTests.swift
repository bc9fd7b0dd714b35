import Git
import Model
import Support
import Testing

@Suite struct NotesTreeTests {
  private static let name = "refs/notes/mamip"

  private func withCommits(
    _ count: Int, _ body: (GitFixture, Repository, [ObjectID]) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--initial-branch=main", "r")
      let input = (1...count).map { number in
        "commit refs/heads/main\ncommitter A <a@b> \(number) +0000\ndata 1\nx\n"
      }
      try fixture.git(["fast-import", "--quiet"], in: "r", input: input.joined())
      let ids = try fixture.git("rev-list", "main", in: "r").split(separator: "\n")
      try body(
        fixture, try Repository.open(at: fixture.at("r")),
        ids.compactMap { ObjectID(hex: String($0)) })
    }
  }

  private func write(
    _ notes: NotesTree, to repository: Repository, adding texts: [ObjectID: String]
  )
    throws
  {
    var notes = notes
    let pack = PackWriter(repository)
    for (object, text) in texts { notes[object] = try pack.blob(Array(text.utf8)) }
    let signature = Signature(name: "A", email: "a@b", time: Timestamp(seconds: 1))
    let old = try repository.resolve(Self.name)
    let commit = try pack.commit(
      CommitDraft(
        tree: try notes.write(to: pack), parents: old.map { [$0] } ?? [], author: signature,
        committer: signature, message: "notes"))
    try pack.finish()
    try repository.update(Self.name, to: commit, from: old, message: "")
  }

  @Test(arguments: [1, 300]) func `git reads our notes`(count: Int) throws {
    try withCommits(count) { fixture, repository, ids in
      let texts = Dictionary(uniqueKeysWithValues: ids.map { ($0, "of \($0)\n") })
      try write(NotesTree(), to: repository, adding: texts)
      let listed = try fixture.git("notes", "--ref=mamip", "list", in: "r").split(separator: "\n")
      #expect(Set(listed.map { $0.split(separator: " ")[1] }) == Set(ids.map { "\($0)"[...] }))
      for id in [ids[0], ids[count - 1]] {
        #expect(try fixture.git("notes", "--ref=mamip", "show", "\(id)", in: "r") == "of \(id)")
      }
      #expect(try fixture.git("fsck", "--strict", "--no-dangling", in: "r") == "")
    }
  }

  @Test(arguments: [1, 400]) func `we read git's notes, in whichever folders git puts them`(
    count: Int
  ) throws {
    try withCommits(count) { fixture, repository, ids in
      let input = ids.map { id in
        "blob\nmark :1\ndata 3\nab\n\ncommit \(Self.name)\ncommitter A <a@b> 1 +0000\ndata 1\nx\n"
          + "N :1 \(id)\n"
      }
      try fixture.git(["fast-import", "--quiet"], in: "r", input: input.joined())
      let tip = try #require(try repository.resolve(Self.name))
      let notes = try NotesTree(at: tip, in: repository)
      #expect(Set(notes.blobs.keys) == Set(ids))
      #expect(try repository.blob(#require(notes[ids[0]])) == Array("ab\n".utf8))
    }
  }

  @Test func `a note that git adds to ours and one that we add to git's are both there`() throws {
    try withCommits(3) { fixture, repository, ids in
      try write(NotesTree(), to: repository, adding: [ids[0]: "ours"])
      try fixture.git("notes", "--ref=mamip", "add", "-m", "theirs", "\(ids[1])", in: "r")
      let tip = try #require(try repository.resolve(Self.name))
      try write(NotesTree(at: tip, in: repository), to: repository, adding: [ids[2]: "again"])
      for (id, text) in zip(ids, ["ours", "theirs", "again"]) {
        #expect(try fixture.git("notes", "--ref=mamip", "show", "\(id)", in: "r") == text)
      }
    }
  }

  @Test func `what is no note stays`() throws {
    try withCommits(1) { fixture, repository, ids in
      let blob = try fixture.git(["hash-object", "-w", "--stdin"], in: "r", input: "hello")
      let tree = try fixture.git(
        ["mktree"], in: "r", input: "100644 blob \(blob)\tREADME\n")
      let commit = try fixture.git("commit-tree", "-m", "x", tree, in: "r")
      try fixture.git("update-ref", Self.name, commit, in: "r")
      let tip = try #require(try repository.resolve(Self.name))
      let notes = try NotesTree(at: tip, in: repository)
      #expect(notes.blobs.isEmpty)
      try write(notes, to: repository, adding: [ids[0]: "x"])
      #expect(try fixture.git("show", "\(Self.name):README", in: "r") == "hello")
    }
  }
}
