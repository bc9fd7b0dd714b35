import Foundation
import Support

/// A run that is killed at every moment, each time from the same start, and the run after it.
struct CrashScenario: Sendable {
  /// Half of the machine's cores and a little more keep all of them busy: a run waits for the disk.
  private static let workersMax = 3

  let shop: Workshop
  /// A folder that holds `archive`, and `r.git` where there is a remote.
  var start = "start"
  var source = "source"
  /// For a run that finds nothing recorded yet.
  var firstArguments: [String] = []
  var hasRemote = false
  var signal = CrashPoint.Signal.kill
  /// What the server is to do to the repository at a path, besides serving it.
  var rules: @Sendable (String) -> [GitHTTPServer.Rule] = { _ in [] }
  /// States of the references, besides the old and the new ones, here and at the remote.
  var passing: [Set<String>] = []
  var passingAtRemote: [Set<String>] = []

  /// What was learned.
  struct Outcome: Sendable {
    var points = 0
    /// Runs that ended before they came to the effect at which they were to be killed.
    var survivors = 0
    var problems: [String] = []

    mutating func add(_ found: [String], isSurvivor: Bool) {
      survivors += isSurvivor ? 1 : 0
      problems += found
    }
  }

  /// Kills a run at every moment of its life.
  func explore() throws -> Outcome {
    let crashes = try CrashPoints(builtIn: shop.path)
    let old = try Pair("start", of: self)
    let (new, points) = try undisturbed(crashes)
    let outcome = Protected(Outcome(points: points.count))
    let workers = min(Self.workersMax, points.count)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      do {
        let server = try hasRemote ? GitHTTPServer(root: shop.path) : nil
        for index in stride(from: worker, to: points.count, by: workers) {
          let trial = CrashTrial(
            scenario: self, crashes: crashes, point: points[index], folder: "trial-\(index)",
            server: server)
          let result = try trial.run(from: old, to: new)
          let problems = result.problems.map { "\(points[index]): \($0)" }
          outcome.change { $0.add(problems, isSurvivor: result.isSurvivor) }
        }
      } catch {
        outcome.change { $0.problems.append("\(error)") }
      }
    }
    return outcome.value
  }

  /// A run to its end, and the moments it has; the run after that one does nothing at all.
  private func undisturbed(_ crashes: CrashPoints) throws -> (Pair, [CrashPoint]) {
    try shop.succeed("cp", "-a", start, "whole")
    let server = try hasRemote ? GitHTTPServer(root: shop.path) : nil
    let (first, second) = (shop.at("first.log"), shop.at("second.log"))
    try server?.plan(rules("/whole/r.git"))
    let ended = try run(
      in: "whole", server, crashes.environment(log: first), arguments: firstArguments)
    guard ended.isSuccess else { throw Workshop.Failure(description: "undisturbed: \(ended)") }
    let new = try Pair("whole", of: self)
    let again = try run(in: "whole", server, crashes.environment(log: second))
    let idle = try CrashPoints.effects(in: second).filter { !$0.isIdle }
    guard again.isSuccess, idle.isEmpty, try Pair("whole", of: self) == new else {
      throw Workshop.Failure(description: "a run without news: \(again), \(idle)")
    }
    let points = CrashPoints.all(of: try CrashPoints.effects(in: first)).map { point in
      var point = point
      point.signal = signal
      return point
    }
    return (new, points)
  }

  /// Runs the program on the archive in a folder.
  func run(
    in folder: String, _ server: GitHTTPServer?, _ environment: [String: String] = [:],
    arguments: [String] = []
  ) throws -> Workshop.Ended {
    let command = shop.syncCommand(
      "\(folder)/archive", from: source, pushingTo: server?.url("\(folder)/r.git"))
    return try shop.run(command + arguments, environment: environment)
  }
}

extension CrashScenario {
  /// The archive and its remote.
  struct Pair: Equatable, Sendable {
    let archive: ArchiveState
    let remote: ArchiveState?

    init(_ folder: String, of scenario: CrashScenario) throws {
      archive = try ArchiveState(of: "\(folder)/archive", in: scenario.shop)
      remote =
        scenario.hasRemote ? try ArchiveState(of: "\(folder)/r.git", in: scenario.shop) : nil
    }
  }
}

extension CrashPoints.Effect {
  /// Whether a run without news has it, too: it takes the lock and asks the remote.
  fileprivate var isIdle: Bool {
    place.hasSuffix("/mamip.lock") || place.hasPrefix("socket:")
  }
}
