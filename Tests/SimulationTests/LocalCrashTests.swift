import Support
import Testing

/// Runs on an archive of this machine, killed at every moment.
@Suite struct LocalCrashTests {
  /// An archive of five policies, and a source in which one is added, two change and one goes.
  private func use(_ body: (CrashScenario) throws -> Void) throws {
    try GitFixture.use { fixture in
      let shop = Workshop(fixture)
      let source = try SourceHistory(shop)
      try source.commit(day: 1, ["A": 1, "B": 1, "C": 1, "D": 1, "E": 3])
      try shop.makeArchive("start/archive")
      let scenario = CrashScenario(shop: shop)
      let first = try scenario.run(in: "start", nil)
      #expect(first.isSuccess, "\(first)")
      try source.commit(day: 2, ["A": 2, "B": 2, "C": nil, "F": 1])
      try body(scenario)
    }
  }

  @Test(arguments: [CrashPoint.Signal.kill, .terminate])
  func `a run is killed, and the next one finishes its work`(signal: CrashPoint.Signal) throws {
    try use { scenario in
      let shop = scenario.shop
      try shop.write("start/archive/policies/B", "my edit\n")
      try shop.write("start/archive/README.md", "staged\n")
      try shop.succeed("git", "add", "README.md", in: "start/archive")
      try shop.write("start/archive/notes.txt", "mine\n")
      var scenario = scenario
      scenario.signal = signal
      try scenario.expectSafe(pointsMin: 60)
    }
  }
}

extension CrashScenario {
  /// One mistake shows at many moments; the first of them tell enough.
  private static let toldMax = 10

  /// Kills a run at every moment of its life, and expects that nothing is lost.
  func expectSafe(pointsMin: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let outcome = try explore()
    #expect(outcome.points >= pointsMin, sourceLocation: sourceLocation)
    if !hasRemote { #expect(outcome.survivors == 0, sourceLocation: sourceLocation) }
    for problem in outcome.problems.prefix(Self.toldMax) {
      Issue.record(
        "\(problem.replacing(shop.path + "/", with: ""))", sourceLocation: sourceLocation)
    }
    #expect(outcome.problems.count == 0, sourceLocation: sourceLocation)
  }
}

extension LocalCrashTests {
  @Test func `a first import is killed, and the next run finishes it`() throws {
    try GitFixture.use { fixture in
      let shop = Workshop(fixture)
      try SourceHistory(shop).commit(day: 1, ["A": 1, "B": 7, "C": 1])
      try shop.makeArchive("start/archive")
      try CrashScenario(shop: shop, firstArguments: ["--baseline"]).expectSafe(pointsMin: 60)
    }
  }
}
