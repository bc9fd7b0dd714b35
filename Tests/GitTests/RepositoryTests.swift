import Foundation
import Git
import Support
import Testing

@Suite struct RepositoryTests {
  @Test func `a folder that is no repository is refused with advice`() throws {
    try GitFixture.use { fixture in
      try fixture.write("plain/file", "")
      let error = #expect(throws: GitError.self) {
        try Repository.open(at: fixture.at("plain"))
      }
      #expect(error?.isNotFound == true)
      #expect(
        error?.description.hasPrefix("cannot open the repository at `\(fixture.at("plain"))`: ")
          == true)
      #expect(error?.hint == "name the folder of a git repository, or make one with `git init`")
    }
  }

  @Test func `the repository around a folder is found`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let repository = try Repository.open(at: fixture.at("archive/policies"), discover: true)
      #expect(repository.workTree == fixture.at("archive"))
      #expect(repository.gitDirectory == fixture.at("archive/.git"))
      #expect(repository.commonDirectory == repository.gitDirectory)
      #expect(throws: GitError.self) {
        try Repository.open(at: fixture.at("archive/policies"))
      }
    }
  }

  @Test func `a bare repository has no work tree`() throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--bare", "--initial-branch=trunk", "bare.git")
      let repository = try Repository.open(at: fixture.at("bare.git"))
      #expect(repository.isBare)
      #expect(repository.gitDirectory == fixture.at("bare.git"))
      #expect(try repository.head() == .branch(name: "refs/heads/trunk", id: nil))
    }
  }

  @Test func `a linked work tree has its own HEAD and shares the rest`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.git("worktree", "add", "-q", "-b", "side", "../linked", in: "archive")
      let repository = try Repository.open(at: fixture.at("linked"))
      #expect(repository.workTree == fixture.at("linked"))
      #expect(repository.gitDirectory == fixture.at("archive/.git/worktrees/linked"))
      #expect(repository.commonDirectory == fixture.at("archive/.git"))
      #expect(
        try repository.head() == .branch(name: "refs/heads/side", id: ObjectID(hex: first)))
    }
  }

  @Test(.enabled(if: getuid() == 0)) func `another owner's repository is opened`() throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      _ = try fixture.run(["chown", "-R", "12345:12345", "archive"])
      let refusal = try fixture.run(["git", "status"], in: "archive")
      #expect(refusal.error.contains("dubious ownership"))
      let repository = try Repository.open(at: fixture.at("archive"))
      #expect(try repository.head().id == ObjectID(hex: first))
    }
  }

  @Test(arguments: ["worktreeConfig=true", "partialClone=origin", "preciousObjects=true"])
  func `a harmless extension of the format is accepted`(extension setting: String) throws {
    try GitFixture.use { fixture in
      let first = try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      let (key, value) = try #require(setting.split(separator: "=").map(String.init).pair)
      try fixture.git("config", "core.repositoryFormatVersion", "1", in: "archive")
      try fixture.git("config", "extensions.\(key)", value, in: "archive")
      let repository = try Repository.open(at: fixture.at("archive"))
      #expect(try repository.head().id == ObjectID(hex: first))
    }
  }

  @Test func `a partial clone takes commits and says what it has not`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("full", files: Archive.files)
      let old = try fixture.git("rev-parse", "HEAD:policies/A", in: "full")
      try fixture.commit("second", in: "full", files: ["policies/A": "a2\n"])
      try fixture.git("config", "uploadpack.allowFilter", "true", in: "full")
      let source = "file://\(fixture.at("full"))"
      try fixture.git("clone", "-q", "--filter=blob:none", source, "archive")
      let archive = try Archive(fixture)
      try archive.commit(["policies/A": "a3\n"])
      #expect(try archive.reconcile().written == ["policies/A"])
      #expect(try archive.status() == "")
      #expect(try fixture.git("fsck", "--strict", in: "archive") == "")
      let id = try #require(ObjectID(hex: old))
      let error = #expect(throws: GitError.self) { try archive.repository.blob(id) }
      #expect(error?.isNotFound == true)
    }
  }

  @Test func `a SHA-256 repository is refused with advice`() throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--object-format=sha256", "archive")
      let error = #expect(throws: GitError.self) {
        try Repository.open(at: fixture.at("archive"))
      }
      #expect(error?.hint == "SHA-256 and reftable repositories are not supported")
    }
  }

  @Test(arguments: [false, true]) func `a new repository is what git makes`(bare: Bool) throws {
    try GitFixture.use { fixture in
      let repository = try Repository.create(at: fixture.at("new"), bare: bare, branch: "trunk")
      #expect(repository.isBare == bare)
      #expect(try fixture.git("symbolic-ref", "HEAD", in: "new") == "refs/heads/trunk")
      #expect(try fixture.git("fsck", "--strict", in: "new") == "")
      #expect(throws: GitError.self) {
        try Repository.create(at: fixture.at("new"), bare: bare)
      }
    }
  }

  @Test func `the configuration is read with includes followed and later entries last`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("archive", files: ["policies/A": "1\n"])
      try fixture.write(
        "extra", "[http \"https://github.com/\"]\n\textraHeader = AUTHORIZATION: basic x\n")
      try fixture.git("config", "user.name", "Somebody", in: "archive")
      try fixture.git("config", "--add", "user.name", "Somebody Else", in: "archive")
      try fixture.git("config", "include.path", fixture.at("extra"), in: "archive")
      let repository = try Repository.open(at: fixture.at("archive"))
      #expect(try repository.configured("user.name") == "Somebody Else")
      #expect(try repository.configured("user.email") == nil)
      #expect(try repository.identity() == nil)
      let entries = try repository.configuration()
      #expect(entries.filter { $0.key == "user.name" }.map(\.value).last == "Somebody Else")
      #expect(
        entries.first { $0.key == "http.https://github.com/.extraheader" }?.value
          == "AUTHORIZATION: basic x")
      try fixture.git("config", "user.email", "somebody@localhost", in: "archive")
      let identity = try Repository.open(at: fixture.at("archive")).identity()
      #expect(identity?.name == "Somebody Else")
      #expect(identity?.email == "somebody@localhost")
    }
  }

  @Test func `a shallow clone knows where its history ends`() throws {
    try GitFixture.use { fixture in
      try fixture.makeRepository("full", files: ["policies/A": "1\n"])
      let second = try fixture.commit("second", in: "full", files: ["policies/A": "2\n"])
      try fixture.git("clone", "-q", "--depth=1", "file://\(fixture.at("full"))", "shallow")
      let full = try Repository.open(at: fixture.at("full"))
      let shallow = try Repository.open(at: fixture.at("shallow"))
      #expect(!full.isShallow)
      #expect(try full.shallowBoundary() == [])
      #expect(shallow.isShallow)
      #expect(try shallow.shallowBoundary() == [try #require(ObjectID(hex: second))])
    }
  }
}

extension Array where Element == String {
  fileprivate var pair: (String, String)? {
    count == 2 ? (self[0], self[1]) : nil
  }
}
