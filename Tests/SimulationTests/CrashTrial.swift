import Foundation
import Support

/// One run that is killed, and the one that finishes its work.
struct CrashTrial {
  struct Result {
    var isSurvivor = false
    var problems: [String] = []
  }

  let scenario: CrashScenario
  let crashes: CrashPoints
  let point: CrashPoint
  let folder: String
  let server: GitHTTPServer?

  private var shop: Workshop { scenario.shop }

  func run(
    from old: CrashScenario.Pair, to new: CrashScenario.Pair
  ) throws -> Result {
    var result = Result()
    try shop.succeed("cp", "-a", scenario.start, folder)
    try server?.plan(scenario.rules("/\(folder)/r.git"))
    let log = shop.at("\(folder)/log")
    let killed = try scenario.run(
      in: folder, server, crashes.environment(log: log, point: point),
      arguments: scenario.firstArguments)
    try server?.settle()
    result.isSurvivor = !killed.isKilled
    if result.isSurvivor && !killed.isSuccess { result.problems.append("the run: \(killed)") }

    let between = try CrashScenario.Pair(folder, of: scenario)
    result.problems += between.archive.contradictions(
      between: old.archive, and: new.archive, allowing: scenario.passing)
    if let remote = between.remote, let before = old.remote, let after = new.remote,
      ![before.references, after.references].contains(remote.references),
      !scenario.passingAtRemote.contains(remote.references) || !remote.faults.isEmpty
    {
      result.problems.append("the remote has \(remote.references.sorted()) \(remote.faults)")
    }

    try shop.age("\(folder)/archive")
    let isRecorded = between.archive.references != old.archive.references
    let next = try scenario.run(
      in: folder, server, arguments: isRecorded ? [] : scenario.firstArguments)
    if !next.isSuccess { result.problems.append("the next run: \(next)") }
    let after = try CrashScenario.Pair(folder, of: scenario)
    result.problems += after.archive.differences(from: new.archive).map { "afterwards \($0)" }
    if let remote = after.remote, let expected = new.remote {
      result.problems += remote.differences(from: expected).map { "afterwards, remote: \($0)" }
    }
    try FileManager.default.removeItem(atPath: shop.at(folder))
    return result
  }
}

extension Workshop {
  /// Lets hours pass: what a killed run left in an archive is then surely nobody's.
  func age(_ archive: String) throws {
    let time = Date(timeIntervalSinceNow: -7_200)
    let folder = at(archive)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix(".lock") || path.contains("objects/") {
      try FileManager.default.setAttributes(
        [.modificationDate: time], ofItemAtPath: "\(folder)/\(path)")
    }
  }
}
