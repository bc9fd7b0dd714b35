import Foundation
import Support
import Testing

/// Runs that tell people, killed at every moment.
@Suite struct DeliveryCrashTests {
  /// Half of the machine's cores and a little more keep all of them busy.
  private static let workersMax = 3
  /// One mistake shows at many moments; the first of them tell enough.
  private static let toldMax = 10

  @Test func `a run is killed before and in all that others see, and tells what it promised`()
    throws
  {
    try GitFixture.use { fixture in
      let scenario = DeliveryCrash(
        shop: try DeliveryShop(Workshop(fixture), withIssues: false),
        crashes: try CrashPoints(builtIn: fixture.path))
      try scenario.shop.publish("A", 2)
      let points = try scenario.points()
      #expect(points.count > 40)
      let problems = scenario.explore(points, workers: Self.workersMax)
      for problem in problems.prefix(Self.toldMax) { Issue.record("\(problem)") }
      #expect(problems.isEmpty)
    }
  }
}

/// A run that tells people over every channel, to be killed at every moment.
struct DeliveryCrash: Sendable {
  /// Later runs that finish what the killed one began.
  private static let laterRuns = 2

  let shop: DeliveryShop
  let crashes: CrashPoints

  private var folder: Workshop { shop.shop }

  /// The moments at which a run that nobody disturbs moves a reference or sends something; what
  /// it does to files before that is killed in other tests.
  func points() throws -> [CrashPoint] {
    try folder.succeed("cp", "-a", "start", "whole")
    let world = try DeliveryShop.World(of: "whole", in: folder)
    let log = folder.at("whole.log")
    let ended = try shop.run(in: "whole", world, crashes.environment(log: log))
    let found = try shop.contradictions(in: "whole", world)
    guard ended.isSuccess, found.isEmpty, try shop.releases(in: "whole").count == 1 else {
      throw Workshop.Failure(description: "undisturbed: \(ended) \(found)")
    }
    return CrashPoints.all(of: try CrashPoints.effects(in: log)).filter {
      $0.effect.place.hasPrefix("socket:") || $0.effect.place.contains("/refs/")
    }
  }

  /// Kills a run at each moment; gives what went wrong.
  func explore(_ points: [CrashPoint], workers: Int) -> [String] {
    let found = Protected<[String]>([])
    let workers = min(workers, points.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: points.count, by: workers) {
        let problems = surely(points[index], in: "trial-\(index)")
        found.change { $0 += problems.map { "\(points[index]): \($0)" } }
      }
    }
    return found.value
  }

  private func surely(_ point: CrashPoint, in trial: String) -> [String] {
    do { return try kill(at: point, in: trial) } catch { return ["\(error)"] }
  }

  /// Kills a run at a moment, and lets later ones finish its work.
  private func kill(at point: CrashPoint, in trial: String) throws -> [String] {
    try folder.succeed("cp", "-a", "start", trial)
    let world = try DeliveryShop.World(of: trial, in: folder)
    let log = folder.at("\(trial)/log")
    let killed = try shop.run(in: trial, world, crashes.environment(log: log, point: point))
    var problems = killed.isKilled || killed.isSuccess ? [] : ["the run: \(killed)"]
    try removeLocks(in: trial)
    for _ in 1...Self.laterRuns {
      let next = try shop.run(in: trial, world)
      if !next.isSuccess { problems.append("the next run: \(next)") }
    }
    problems += try shop.contradictions(in: trial, world)
    problems += try ArchiveState(of: "\(trial)/r.git", in: folder).faults
    try FileManager.default.removeItem(atPath: folder.at(trial))
    return problems
  }

  /// Locks of references that a killed run left at the remote are for those who keep it.
  private func removeLocks(in trial: String) throws {
    let remote = folder.at("\(trial)/r.git")
    for path in try FileManager.default.subpathsOfDirectory(atPath: remote)
    where path.hasPrefix("refs/") && path.hasSuffix(".lock") {
      try FileManager.default.removeItem(atPath: "\(remote)/\(path)")
    }
  }
}
