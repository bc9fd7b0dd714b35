import Support
import Testing

/// An archive in a folder `archive`, fed by an IAM of the test's own.
struct IAMWorld {
  let fixture: GitFixture
  let server: FakeIAMServer
  let bot: Bot

  /// Runs a test in a world of its own; the archive is an empty repository.
  static func use(_ iam: FakeIAM, _ body: (IAMWorld) throws -> Void) throws {
    try GitFixture.use { fixture in
      let server = try FakeIAMServer(iam)
      try fixture.git("init", "--quiet", "--initial-branch=main", "archive")
      let bot = Bot(in: fixture, environment: server.environment)
      let world = IAMWorld(fixture: fixture, server: server, bot: bot)
      try body(world)
    }
  }

  /// The same with an archive that holds what IAM publishes.
  static func useSynced(_ iam: FakeIAM, _ body: (IAMWorld) throws -> Void) throws {
    try use(iam) { world in
      try world.sync("--baseline")
      _ = world.server.takeCalls()
      try body(world)
    }
  }

  /// One run, which must end with a status.
  @discardableResult
  func sync(
    _ options: String..., expecting status: Int32 = 0, environment: [String: String] = [:],
    location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    let outcome = try bot.run(
      ["sync", "--source", "iam"] + options, in: "archive", environment: environment)
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    return outcome
  }

  /// Changes what IAM publishes.
  func change(_ body: (inout FakeIAM) -> Void) { body(&server.world) }

  @discardableResult
  func git(_ arguments: String..., expecting status: Int32 = 0) throws -> String {
    try fixture.git(arguments, in: "archive", expecting: status)
  }
}

extension IAMWorld {
  /// The archive, judged by git.
  var archive: Judged { Judged(fixture: fixture, folder: "archive") }

  /// Expects that something writes nothing at all, not even for a moment.
  func expectNothingWritten(
    location: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) throws {
    let before = try fixture.listing("archive")
    try body()
    let difference = GitFixture.difference(before, try fixture.listing("archive"))
    #expect(difference == [], sourceLocation: location)
  }
}
