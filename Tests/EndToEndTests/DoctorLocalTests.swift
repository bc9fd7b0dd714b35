import Foundation
import Model
import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorLocalTests {
  @Test func `a repository is described`() async throws {
    try await DoctorWorld.use { world in
      let place = "`\(world.fixture.at("archive"))`, branch `main`"
      let author = "commits by `Ada <ada@localhost>`"
      #expect(
        await world.diagnosis(.repository) == .good("\(place) without commits, \(author)"))
      try world.commit()
      #expect(await world.diagnosis(.repository) == .good("\(place), \(author)"))
      world.environment["GITHUB_ACTIONS"] = "true"
      #expect(await world.diagnosis(.repository).detail.contains("`github-actions[bot] <"))
    }
  }

  @Test func `without a repository every check still says something`() async throws {
    try await DoctorWorld.use { world in
      world.options.directory = world.fixture.at("nowhere")
      let server = try world.serveGitHub()
      world.environment["GITHUB_REPOSITORY"] = nil
      let findings = await CheckUp(checks: DoctorCheck.all, clock: ManualClock())
        .examine(world.examination)
      #expect(findings.map(\.check) == DoctorCheck.all.map(\.name))
      #expect(
        findings.first?.diagnosis
          == .bad(
            "there is no git repository at `\(world.fixture.at("nowhere"))`",
            hint: "run `mamip-bot init` there, or name one with --repository"))
      #expect(findings.count { $0.diagnosis.status == .bad } == 1)
      #expect(findings.hasBad)
      #expect(server.requests.map(\.method) == ["HEAD"])
    }
  }

  @Test func `a shallow clone is a warning`() async throws {
    try await DoctorWorld.use { world in
      try world.commit()
      try world.fixture.commit("second", in: "archive", files: ["policies/One": "2"])
      try world.fixture.git(
        "clone", "--quiet", "--depth=1", "file://\(world.fixture.at("archive"))", "shallow")
      world.options.directory = world.fixture.at("shallow")
      let diagnosis = await world.diagnosis(.repository)
      #expect(diagnosis.status == .warning)
      #expect(diagnosis.hint?.contains("git fetch --unshallow") ?? false)
    }
  }

  @Test func `another branch than the configured one is bad for a run, not for other checks`()
    async throws
  {
    try await DoctorWorld.use(configuration: #"{"branch": "main"}"#) { world in
      try world.commit()
      try world.fixture.git("switch", "--quiet", "--create", "topic", in: "archive")
      #expect(
        await world.diagnosis(.repository)
          == .bad(
            "branch `topic` is checked out, but the archive's branch is `main`",
            hint: "run `git switch main`, or name it with --branch"))
      #expect(await world.diagnosis(.locks).status == .good)
      #expect(await world.diagnosis(.workTree).status == .good)
    }
  }

  @Test func `a detached HEAD without a configured branch is bad`() async throws {
    try await DoctorWorld.use { world in
      try world.commit()
      try world.fixture.git("switch", "--quiet", "--detach", in: "archive")
      #expect(await world.diagnosis(.repository).status == .bad)
      #expect(await world.diagnosis(.locks).status == .skipped)
    }
  }

  @Test func `a lock that is left behind is named with its age`() async throws {
    try await DoctorWorld.use { world in
      #expect(await world.diagnosis(.locks) == .good("none is left behind"))
      for (name, age) in [("index", 30.0), ("refs/heads/main", 7_200)] {
        let file = "archive/.git/\(name).lock"
        try world.fixture.write(file, "")
        let date = Date(timeIntervalSince1970: Double(DoctorWorld.noon.seconds) - age)
        try FileManager.default.setAttributes(
          [.modificationDate: date], ofItemAtPath: world.fixture.at(file))
      }
      let diagnosis = await world.diagnosis(.locks)
      #expect(diagnosis.status == .warning)
      #expect(diagnosis.detail == "`index.lock`, `refs/heads/main.lock` are there for 2 hours")
    }
  }

  @Test func `files of the archive that were edited are named, others are not`() async throws {
    try await DoctorWorld.use { world in
      try world.commit()
      try world.fixture.commit(
        "more", in: "archive",
        files: ["policies/Two": "2\n", "CHANGELOG.md": "a", "findings/One.json": "{}"])
      try world.fixture.write("archive/README.md", "edited")
      try world.fixture.write("archive/other/file", "new")
      #expect(
        await world.diagnosis(.workTree) == .good("the archive's files are as they were committed"))
      try world.fixture.write("archive/policies/One", "edited")
      try world.fixture.delete("archive/policies/Two")
      try world.fixture.write("archive/policies/Three", "new")
      try world.fixture.write("archive/CHANGELOG.md", "b")
      let diagnosis = await world.diagnosis(.workTree)
      #expect(diagnosis.status == .warning)
      #expect(
        diagnosis.detail == "4 of the archive's files differ from the last commit: "
          + "`policies/One` (changed), `policies/Two` (missing), `policies/Three` (new), …")
    }
  }

  @Test func `a bare repository and one without commits have no edits`() async throws {
    try await DoctorWorld.use { world in
      try world.fixture.git("init", "--quiet", "--bare", "bare.git")
      world.options.directory = world.fixture.at("bare.git")
      #expect(await world.diagnosis(.workTree) == .skipped("a bare repository has none"))
      try world.fixture.git("init", "--quiet", "empty")
      world.options.directory = world.fixture.at("empty")
      #expect(await world.diagnosis(.workTree).status == .good)
    }
  }

  @Test(
    arguments: [
      ("{}", Diagnosis.Status.warning, "there is no .github/mamip.json, or it says nothing", nil),
      (
        #"{"source": "iam", "branch": "main", "repository": "o/r", "push": true}"#, .good,
        ".github/mamip.json: source `iam`, branch `main`, repository `o/r`, pushes in Actions", nil
      ),
      (
        #"{"source": "iam"}"#, .warning, ".github/mamip.json: source `iam`, does not push",
        "it does not say `branch`, `repository`"
      ),
      (
        #"{"sorce": "iam", "push": 1}"#, .bad,
        ".github/mamip.json:1:2: unknown key `sorce` (and 1 more)",
        "did you mean `source`?"
      ),
      ("{", .bad, ".github/mamip.json:1:2: ", nil),
    ] as [(String, Diagnosis.Status, String, String?)])
  func `the configuration is what it says, or broken`(
    _ text: String, _ status: Diagnosis.Status, _ detail: String, _ hint: String?
  ) async throws {
    try await DoctorWorld.use(configuration: text) { world in
      let diagnosis = await world.diagnosis(.configuration)
      #expect(diagnosis.status == status)
      #expect(diagnosis.detail.hasPrefix(detail), "\(diagnosis)")
      if let hint, status != .bad { #expect(diagnosis.hint?.hasPrefix(hint) ?? false) }
    }
  }
}
