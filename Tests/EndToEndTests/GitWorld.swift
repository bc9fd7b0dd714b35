import Support
import Testing

/// An empty archive in a folder `archive`, and a MAMIP-like one beside it to follow.
struct GitWorld {
  let fixture: GitFixture
  let source: MAMIPArchive
  let bot: Bot

  static func use(_ body: (GitWorld) throws -> Void) throws {
    try GitFixture.use { fixture in
      let source = try MAMIPArchive(in: fixture)
      try fixture.git("init", "--quiet", "--initial-branch=main", "archive")
      try body(GitWorld(fixture: fixture, source: source, bot: Bot(in: fixture)))
    }
  }

  var archive: Judged { Judged(fixture: fixture, folder: "archive") }

  /// One run, which must end with a status.
  @discardableResult
  func sync(
    _ options: String..., source: String = "mamip", into archive: String = "archive",
    expecting status: Int32 = 0, environment: [String: String] = [:],
    location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    let outcome = try bot.run(
      ["sync", "--source", source, "--repository", archive] + options, environment: environment)
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    return outcome
  }

  /// Expects that something writes nothing in the archive.
  func expectNothingWritten(
    location: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) throws {
    let before = try fixture.listing("archive")
    try body()
    let difference = GitFixture.difference(before, try fixture.listing("archive"))
    #expect(difference == [], sourceLocation: location)
  }
}
