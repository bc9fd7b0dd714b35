import Git
import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorRemoteTests {
  private static let token = "t0ken"

  /// A git server with `r.git`, a clone of the archive, as its remote.
  private func useServer(
    _ body: (inout DoctorWorld, GitHTTPServer) async throws -> Void
  ) async throws {
    try await DoctorWorld.use(configuration: #"{"push": true}"#) { world in
      try world.commit()
      try world.fixture.git("clone", "--quiet", "--bare", "archive", "served/r.git")
      let server = try GitHTTPServer(root: world.fixture.at("served"), token: Self.token)
      let address = "http://127.0.0.1:\(server.port)"
      try world.fixture.git("remote", "add", "origin", "\(address)/r.git", in: "archive")
      world.environment["GITHUB_SERVER_URL"] = address
      world.environment["GITHUB_TOKEN"] = Self.token
      try await body(&world, server)
    }
  }

  @Test func `a remote that stands where we stand is good`() async throws {
    try await useServer { world, server in
      #expect(
        await world.diagnosis(.remote)
          == .good(
            "`http://127.0.0.1:\(server.port)/r.git`: branch `main` stands where it stands here"))
    }
  }

  @Test func `a remote that has moved, or is behind, is described`() async throws {
    try await useServer { world, _ in
      let old = try world.fixture.git("rev-parse", "HEAD", in: "archive").prefix(8)
      let new = try world.fixture.commit("second", in: "archive", files: ["a": "b"])
      #expect(
        await world.diagnosis(.remote).detail
          .hasSuffix("branch `main` stands at \(old), which this repository has"))
      try world.fixture.git("push", "--quiet", "\(world.fixture.at("served/r.git"))", in: "archive")
      try world.fixture.git("reset", "--quiet", "--hard", "HEAD~1", in: "archive")
      try world.fixture.git("reflog", "expire", "--expire=now", "--all", in: "archive")
      try world.fixture.git("prune", "--expire=now", in: "archive")
      #expect(
        await world.diagnosis(.remote).detail
          .hasSuffix("branch `main` stands at \(new.prefix(8)), which the next run fetches"))
    }
  }

  @Test func `a branch that the remote does not have yet is no fault`() async throws {
    try await useServer { world, _ in
      try world.fixture.git("switch", "--quiet", "--create", "new", in: "archive")
      let diagnosis = await world.diagnosis(.remote)
      #expect(diagnosis.status == .good)
      #expect(diagnosis.detail.hasSuffix("branch `new` is not there yet"))
    }
  }

  @Test func `a wrong token is bad, and is not shown`() async throws {
    try await useServer { world, _ in
      world.environment["GITHUB_TOKEN"] = "wr0ng"
      let diagnosis = await world.diagnosis(.remote)
      #expect(diagnosis.status == .bad)
      #expect(diagnosis.hint != nil)
      #expect(!diagnosis.detail.contains("wr0ng"))
    }
  }

  @Test func `a remote that is missing is bad only where runs push`() async throws {
    try await DoctorWorld.use(configuration: #"{"push": true}"#) { world in
      #expect(
        await world.diagnosis(.remote)
          == .bad("there is no remote `origin`", hint: "add one with `git remote add`"))
    }
    try await DoctorWorld.use { world in
      #expect(
        await world.diagnosis(.remote)
          == .skipped("there is no remote `origin`, and nothing is pushed"))
    }
  }

  @Test func `a source behind a URL is asked where it stands, without the token`() async throws {
    try await useServer { world, server in
      world.options.source = "http://127.0.0.1:\(server.port)/r.git"
      #expect(await world.diagnosis(.source).status == .bad)
      let open = try GitHTTPServer(root: world.fixture.at("served"))
      world.options.source = "http://127.0.0.1:\(open.port)/r.git"
      let tip = try world.fixture.git("rev-parse", "HEAD", in: "archive")
      #expect(
        await world.diagnosis(.source)
          == .good("`http://127.0.0.1:\(open.port)/r.git` stands at \(tip.prefix(8))"))
    }
  }

  @Test func `a source on this machine holds policies, or is bad`() async throws {
    try await DoctorWorld.use { world in
      try world.commit()
      try world.fixture.write("folder/One.json", "{}")
      try world.fixture.write("folder/.hidden", "{}")
      try world.fixture.write("empty/policies/.gitkeep", "")
      let expected: [(String, Diagnosis.Status, String)] = [
        ("archive", .good, "holds 1 policy"), ("folder", .good, "holds 1 policy"),
        ("empty", .bad, "holds no policies"), ("nowhere", .bad, "there is nothing at"),
      ]
      for (name, status, detail) in expected {
        world.options.source = world.fixture.at(name)
        let diagnosis = await world.diagnosis(.source)
        #expect(diagnosis.status == status)
        #expect(diagnosis.detail.contains(detail))
      }
    }
  }

  @Test func `no source, and one that is none, are told apart`() async throws {
    try await DoctorWorld.use { world in
      #expect(
        await world.diagnosis(.source)
          == .warning(
            "no source is configured", hint: "name one in .github/mamip.json, or with --source"))
      world.options.source = ""
      #expect(await world.diagnosis(.source).status == .bad)
    }
  }
}
