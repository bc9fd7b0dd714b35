import Support
import Testing

/// A remote that refuses, hangs or dies while a run pushes to it.
@Suite struct RemoteFailureTests {
  /// What the server does to the request that pushes.
  private static let faults: [GitHTTPServer.Rule] = [
    .init(PushedArchive.push, "status", .number(500)),
    .init(PushedArchive.push, "status", .number(403)),
    .init(PushedArchive.push, "html", .number(200)),
    .init(PushedArchive.push, "drop-before"),
    .init(PushedArchive.push, "drop-inside"),
  ]

  @Test(arguments: faults)
  func `what could not be pushed is recorded, and the next run pushes it`(
    fault: GitHTTPServer.Rule
  ) throws {
    try PushedArchive.use { archive in
      try archive.publish()
      let old = try archive.remote()
      try archive.server.plan(fault)
      try expectUnpushed(archive, since: old)
    }
  }

  @Test func `a push that a hook declines is recorded, and the next run pushes it`() throws {
    try PushedArchive.use { archive in
      try archive.publish()
      let old = try archive.remote()
      let hook = "start/r.git/hooks/pre-receive"
      try ExternalProgram.writeScript(
        "#!/bin/sh\necho closed for today >&2\nexit 1\n", to: archive.shop.at(hook))
      let ended = try expectFailure(archive)
      #expect(ended.error.contains("remote: closed for today"))
      try archive.shop.succeed("rm", "-r", "start/r.git/hooks")
      try expectPushed(archive, since: old)
    }
  }

  @Test(arguments: ["drop-after", "lose"])
  func `a push of which the answer was lost is known to have gone in`(fault: String) throws {
    try PushedArchive.use { archive in
      try archive.publish()
      try archive.server.plan(.init(PushedArchive.push, fault, .number(502)))
      try archive.sync()
      #expect(try archive.remote().references == archive.state().references)
    }
  }

  @Test(arguments: [CrashPoint.Signal.kill, .terminate])
  func `a run that is ended while the remote hangs has lost nothing`(
    signal: CrashPoint.Signal
  ) throws {
    try PushedArchive.use { archive in
      try archive.publish()
      let old = try archive.remote()
      let gate = Gate(shop: archive.shop, name: "gate")
      try archive.server.plan(gate.rule(for: PushedArchive.push))
      let run = try archive.shop.start(archive.command())
      try gate.waitUntilReached()
      run.send(signal)
      #expect(try !run.end().isSuccess)
      #expect(try archive.remote() == old)
      let recorded = try archive.state()
      #expect(recorded.faults == [] && recorded.status == [])
      try gate.open()
      try archive.server.settle()
      try archive.sync()
      #expect(try archive.remote().references == recorded.references)
      #expect(try archive.state() == recorded)
    }
  }

  @Test func `a remote that is away at the start is met at the end`() throws {
    try PushedArchive.use { archive in
      try archive.publish()
      try archive.server.plan(.init("GET /start/r.git/info/refs", "status", .number(403)))
      let ended = try archive.shop.run(archive.command())
      #expect(ended.isSuccess, "\(ended)")
      #expect(ended.error.contains("going on without the remote"), "\(ended)")
      #expect(try archive.remote().references == archive.state().references)
    }
  }

  @Test func `a remote that stays away keeps no run from recording`() throws {
    try PushedArchive.use { archive in
      try archive.publish()
      let old = try archive.remote()
      let away = GitHTTPServer.Rule("GET /start/r.git/info/refs", "status", .number(403), times: 0)
      try archive.server.plan(away)
      _ = try expectFailure(archive)
      try archive.server.plan()
      try expectPushed(archive, since: old)
    }
  }

  private func expectUnpushed(_ archive: PushedArchive, since old: ArchiveState) throws {
    _ = try expectFailure(archive)
    try expectPushed(archive, since: old)
  }

  /// A run that records, cannot push, and says so.
  private func expectFailure(_ archive: PushedArchive) throws -> Workshop.Ended {
    let ended = try archive.shop.run(archive.command())
    #expect(ended.status == 1 && !ended.isKilled, "\(ended)")
    #expect(ended.error.contains("recorded here, but not pushed"), "\(ended)")
    #expect(ended.error.lowercased().contains("nothing is lost"), "\(ended)")
    return ended
  }

  /// The remote is as it was, and after the next run it is as the archive already is.
  private func expectPushed(_ archive: PushedArchive, since old: ArchiveState) throws {
    try archive.server.settle()
    let (recorded, remote) = (try archive.state(), try archive.remote())
    #expect(remote == old)
    #expect(recorded.faults == [] && recorded.status == [])
    #expect(recorded.references.count == old.references.count + 1)
    try archive.sync()
    #expect(try archive.state() == recorded)
    #expect(try archive.remote().references == recorded.references)
    #expect(try archive.remote().faults == [])
  }
}
