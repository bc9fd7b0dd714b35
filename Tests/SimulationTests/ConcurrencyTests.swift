import Support
import Testing

/// Two runs at the same time.
@Suite struct ConcurrencyTests {
  /// A run on an archive, from a source at the server, which is held while it has the lock, and
  /// another one that waits for it.
  private func withTwoRuns(
    _ body: (_ archive: PushedArchive, _ first: Running, _ second: Running, Gate) throws -> Void
  ) throws {
    try PushedArchive.use { archive in
      try archive.publish()
      let gate = Gate(shop: archive.shop, name: "gate")
      try archive.server.plan(gate.rule(for: "GET /source/.git/info/refs"))
      let command = [
        Workshop.bot, "sync", "--source", archive.server.url("source/.git"), "--repository",
        archive.shop.at("start/archive"), "--no-push",
      ]
      let first = try archive.shop.start(command)
      try gate.waitUntilReached()
      let second = try archive.shop.start(command)
      try second.wait(forMessage: "waiting for another run on this repository")
      try body(archive, first, second, gate)
    }
  }

  /// How many commits of a kind the history has.
  private func count(_ trailer: String, in archive: PushedArchive) throws -> Int {
    try archive.shop.succeed(
      "git", "log", "--format=%(trailers:key=\(trailer),valueonly,separator=)",
      in: "start/archive"
    ).split(separator: "\n").count
  }

  @Test func `of two runs on one repository the second waits, and finds nothing to do`() throws {
    try withTwoRuns { archive, first, second, gate in
      try gate.open()
      let (one, two) = (try first.end(), try second.end())
      #expect(one.isSuccess && one.output.contains("recorded 4 changes"), "\(one)")
      #expect(two.isSuccess && !two.output.contains("recorded"), "\(two)")
      #expect(try count("Release", in: archive) == 2)
      #expect(try count("Policy-Change", in: archive) == 8)
      let state = try archive.state()
      #expect(state.faults == [] && state.status == [] && state.garbage == [])
    }
  }

  @Test func `a run that waits goes on when the one it waits for is killed`() throws {
    try withTwoRuns { archive, first, second, _ in
      first.send(.kill)
      #expect(try first.end().isKilled)
      let two = try second.end()
      #expect(two.isSuccess && two.output.contains("recorded 4 changes"), "\(two)")
      let state = try archive.state()
      #expect(state.faults == [] && state.status == [])
      #expect(try count("Release", in: archive) == 2)
    }
  }

  /// How the run that comes too late differs from the one that was faster.
  enum Late: CaseIterable {
    case sameName
    case otherName
    case moreNews
  }

  @Test(arguments: Late.allCases)
  func `of two runs on two clones the slower one records on what the faster one pushed`(
    late: Late
  ) throws {
    try PushedArchive.use { archive in
      let shop = archive.shop
      if late == .sameName {
        try shop.succeed("cp", "-a", "start/archive", "other")
      } else {
        try archive.clone("other")
      }
      try archive.publish()
      try shop.succeed("mkdir", "early")
      try shop.succeed("cp", "-a", "source", "early/source")
      if late == .moreNews { try archive.source.commit(day: 3, ["B": 3, "F": 1]) }

      let gate = Gate(shop: shop, name: "gate")
      try archive.server.plan(gate.rule(for: PushedArchive.push))
      let slow = try shop.start(archive.command("other"))
      try gate.waitUntilReached()
      try archive.sync(from: "early/source")
      let faster = try archive.remote().references
      try gate.open()
      let ended = try slow.end()
      #expect(ended.isSuccess, "\(ended)")

      let remote = try archive.remote()
      #expect(faster.filter { $0.hasPrefix("refs/tags/") }.isSubset(of: remote.references))
      if late != .moreNews { #expect(remote.references == faster) }
      try archive.sync()
      for clone in ["other", "start/archive"] {
        let state = try archive.state(clone)
        #expect(state.faults == [] && state.status == [])
        // The tags of others come when somebody asks for them.
        #expect(state.references.isSubset(of: remote.references))
        #expect(state.references.filter { $0.hasPrefix("refs/heads/") }.count == 1)
      }
      #expect(try archive.remote() == remote)
      #expect(remote.faults == [])
      #expect(try count("Release", in: archive) == (late == .moreNews ? 3 : 2))
      #expect(try count("Policy-Change", in: archive) == (late == .moreNews ? 10 : 8))
    }
  }
}
