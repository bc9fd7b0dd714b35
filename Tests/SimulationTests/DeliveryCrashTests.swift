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
      let crash = try DeliveryCrash(in: fixture)
      let undisturbed = try crash.undisturbed()
      let golden = try GoldenTexts("crash.txt", orNow: undisturbed.texts)
      for name in undisturbed.texts.keys.sorted() {
        golden.expect(undisturbed.texts[name], of: name)
      }
      #expect(undisturbed.points.count > 80)
      let problems = crash.explore(
        undisturbed.points, telling: golden.texts, workers: Self.workersMax)
      for problem in problems.prefix(Self.toldMax) { Issue.record("\(problem)") }
      #expect(problems.isEmpty)
    }
  }
}

/// A run that tells people over every channel, to be killed at every moment.
///
/// It opens an issue, and comments on another one, which it closes.
struct DeliveryCrash: Sendable {
  let shop: DeliveryShop
  let crashes: CrashPoints
  /// What was told of the release before.
  private let gitHub: FakeGitHub
  private let messengers: FakeMessengers

  private var folder: Workshop { shop.shop }

  /// A run that nobody disturbs: when it can be killed, and what it says.
  struct Undisturbed {
    let points: [CrashPoint]
    let texts: [String: String]
  }

  init(in fixture: GitFixture) throws {
    shop = try DeliveryShop(Workshop(fixture)) { shop in
      try shop.publish("A", 1, ["s3:GetObject"])
      try shop.publish("B", 1, ["s3:GetObject", "s3:ListBucket"])
    }
    crashes = try CrashPoints(builtIn: fixture.path)
    try shop.shop.publish("B", 2, ["s3:GetObject"])
    let world = try DeliveryShop.World(of: "start", in: shop.shop)
    let ended = try shop.run(in: "start", world)
    gitHub = world.gitHub.world
    messengers = world.messengers.world
    guard ended.isSuccess, gitHub.openIssues.count == 1 else {
      throw Workshop.Failure(description: "the release before: \(ended)")
    }
    try shop.shop.publish("A", 2, ["s3:GetObject", "iam:PutRolePolicy"])
    try shop.shop.publish("B", 3, ["s3:GetObject", "s3:ListBucket"])
  }

  /// A copy of the archive and of the world; the labels on GitHub somebody took away, so that the
  /// run makes them.
  private func copy(to name: String) throws -> DeliveryShop.World {
    try folder.succeed("cp", "-a", "start", name)
    var gitHub = gitHub
    gitHub.labels = []
    return try DeliveryShop.World(of: name, in: folder, gitHub: gitHub, messengers: messengers)
  }

  /// The moments at which a run that nobody disturbs moves a reference or sends something; what
  /// it does to files before that is killed in other tests.
  func undisturbed() throws -> Undisturbed {
    let world = try copy(to: "whole")
    let log = folder.at("whole.log")
    let ended = try shop.run(in: "whole", world, crashes.environment(log: log))
    let found = try problems(in: "whole", world)
    guard ended.isSuccess, found.isEmpty else {
      throw Workshop.Failure(description: "undisturbed: \(ended) \(found)")
    }
    let points = CrashPoints.all(of: try CrashPoints.effects(in: log)).filter {
      $0.effect.place.hasPrefix("socket:") || $0.effect.place.contains("/refs/")
    }
    return Undisturbed(points: points, texts: try texts(in: "whole", world))
  }

  /// What a world says of the newest release, and how its issues stand.
  private func texts(
    in name: String, _ world: DeliveryShop.World
  ) throws -> [String: String] {
    let release = try shop.releases(in: name).last ?? ""
    return world.texts(of: release).merging(world.issues) { $1 }
  }

  /// Kills a run at each moment; gives what went wrong.
  func explore(
    _ points: [CrashPoint], telling texts: [String: String], workers: Int
  ) -> [String] {
    let found = Protected<[String]>([])
    let workers = min(workers, points.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: points.count, by: workers) {
        let problems = surely(points[index], in: "trial-\(index)", telling: texts)
        found.change { $0 += problems.map { "\(points[index]): \($0)" } }
      }
    }
    return found.value
  }

  private func surely(
    _ point: CrashPoint, in trial: String, telling texts: [String: String]
  ) -> [String] {
    do {
      return try kill(at: point, in: trial, telling: texts)
    } catch {
      return ["\(error)"]
    }
  }

  /// Kills a run at a moment, and lets the next one finish its work; the queue has then nothing
  /// more to send.
  private func kill(
    at point: CrashPoint, in trial: String, telling texts: [String: String]
  ) throws -> [String] {
    let world = try copy(to: trial)
    let log = folder.at("\(trial)/log")
    let killed = try shop.run(in: trial, world, crashes.environment(log: log, point: point))
    var problems = killed.isKilled || killed.isSuccess ? [] : ["the run: \(killed)"]
    try removeLocks(in: trial)
    try folder.age("\(trial)/archive")
    let next = try shop.run(in: trial, world)
    if !next.isSuccess { problems.append("the next run: \(next)") }
    let last = try shop.drain(in: trial, world)
    if !last.isSuccess || last.output != "nothing to deliver\n" {
      problems.append("the queue afterwards: \(last)")
    }
    problems += try self.problems(in: trial, world)
    for (name, text) in try self.texts(in: trial, world) where text != texts[name] {
      problems.append("\(name) says: \(text)")
    }
    try FileManager.default.removeItem(atPath: folder.at(trial))
    return problems
  }

  /// What contradicts the promises of the channels, and what git finds fault with at the remote.
  private func problems(
    in name: String, _ world: DeliveryShop.World
  ) throws -> [String] {
    var found = try shop.contradictions(in: name, world)
    if try shop.releases(in: name).count != 2 { found.append("there are other releases") }
    if world.gitHub.world.openIssues.map(\.title) != ["A v2: opens iam-005"] {
      found.append("issues: \(world.issues)")
    }
    let judged = try folder.run(
      ["git", "fsck", "--full", "--strict", "--no-dangling", "--no-progress"],
      in: "\(name)/r.git")
    return found + (judged.isSuccess && judged.output.isEmpty ? [] : ["git fsck: \(judged)"])
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
