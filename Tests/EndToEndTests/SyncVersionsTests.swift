import PolicyLanguage
import Support
import Testing

/// Versions that were skipped, rolled back, or that moved while they were read.
struct SyncVersionsTests {
  private static func document(_ number: Int) -> String { PolicyFixture.text("s3:Get\(number)") }

  /// IAM with one policy at v1, and the versions 2 to `number` published since.
  private static func publishing(through number: Int) -> (inout FakeIAM) -> Void {
    { iam in
      for number in 2...number { iam.publish("Alpha", document(number)) }
    }
  }

  @Test func `versions that were skipped are fetched and committed in order`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change(Self.publishing(through: 4))
      try world.sync()

      #expect(
        try world.archive.changes().dropFirst() == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Alpha v2 → v3: \(PolicyFixture.swap)",
          "Alpha v3 → v4: \(PolicyFixture.swap)",
        ])
      let dates = try world.archive.lines("log", "--reverse", "--format=%as", "-4", "HEAD^")
      #expect(dates.dropFirst() == ["2026-01-02", "2026-01-03", "2026-01-04"])
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `numbers that AWS no longer serves are named in the commit`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change(Self.publishing(through: 9))
      try world.sync()

      #expect(
        try world.archive.changes().dropFirst().first == "Alpha v1 → v5: \(PolicyFixture.swap)")
      #expect(try world.archive.changes().count == 1 + 5)
      let commit = try world.archive.commit("Alpha v1 → v5: \(PolicyFixture.swap)")
      #expect(try world.archive.trailers(of: commit)["Policy-Missed-Versions"] == "v2..v4")
      let body = try world.git("log", "-1", "--format=%b", commit)
      #expect(body.hasPrefix("Not observed, and no longer to be had: v2..v4.\n\n"))
    }
  }

  @Test func `a policy first seen at v3 gets v1 and v2 before it`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { iam in for number in 1...3 { iam.publish("New", Self.document(number)) } }
      try world.sync()

      #expect(
        try world.archive.changes().dropFirst() == [
          "New v1: added", "New v1 → v2: \(PolicyFixture.swap)",
          "New v2 → v3: \(PolicyFixture.swap)",
        ])
    }
  }

  @Test func `a first import takes the versions that are in force, and asks for no others`() throws
  {
    var iam = FakeIAM("Alpha")
    Self.publishing(through: 4)(&iam)
    try IAMWorld.use(iam) { world in
      try world.sync()

      #expect(try world.archive.changes() == ["Alpha v4: added"])
      let commit = try world.archive.commit("Alpha v4: added")
      #expect(try world.archive.trailers(of: commit)["Policy-Missed-Versions"] == nil)
      let calls = world.server.takeCalls().map(\.description)
      #expect(calls == ["ListPolicies", "GetPolicyVersion Alpha v4"])
    }
  }

  @Test func `after a roll-back, the versions that are history are not recorded again`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change(Self.publishing(through: 3))
      try world.sync()
      world.change { $0.policies["Alpha"]?.defaultVersion = 1 }
      try world.sync()
      world.change { $0.publish("Alpha", Self.document(4)) }
      try world.sync()

      #expect(
        try world.archive.changes().dropFirst() == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Alpha v2 → v3: \(PolicyFixture.swap)",
          "Alpha v3 → v1: reverted", "Alpha v1 → v4: \(PolicyFixture.swap)",
        ])
      let commit = try world.archive.commit("Alpha v1 → v4: \(PolicyFixture.swap)")
      #expect(try world.archive.trailers(of: commit)["Policy-Missed-Versions"] == nil)
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a policy that comes back at a later version has no version twice`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      try world.fixture.write(
        "archive/.github/mamip.json", #"{"compatibility": "mamip"}"#)
      world.change(Self.publishing(through: 2))
      try world.sync()
      let alpha = world.server.world.policies["Alpha"]
      world.change { $0.policies["Alpha"] = nil }
      try world.sync()
      world.change { iam in
        iam.policies["Alpha"] = alpha
        iam.publish("Alpha", Self.document(3))
      }
      try world.sync()

      #expect(
        try world.archive.changes().suffix(2) == [
          "Alpha v2: deprecated", "Alpha v3: restored",
        ])
    }
  }

  @Test func `a default that moves between list and get is stored as it is in the end`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change(Self.publishing(through: 2))
      world.server.plan(
        .after("ListPolicies") { $0.publish("Alpha", Self.document(3)) })
      try world.sync()

      #expect(
        try world.archive.changes().dropFirst() == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Alpha v2 → v3: \(PolicyFixture.swap)",
        ])
      #expect(
        try world.fixture.text("archive/policies/Alpha")?.contains(#""VersionId": "v3""#) == true)
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a roll-back between list and get leaves the archive as it is`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change(Self.publishing(through: 2))
      world.server.plan(.after("ListPolicies") { $0.policies["Alpha"]?.defaultVersion = 1 })
      try world.expectNothingWritten { try world.sync() }
    }
  }

  @Test func `a default that never rests is left to the next run, with a warning`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { iam in
        Self.publishing(through: 3)(&iam)
        iam.publish("Beta", Self.document(2))
      }
      world.server.plan(
        FakeIAMServer.Fault("GetPolicyVersion", of: "Alpha", times: 0) { iam, call in
          iam.policies["Alpha"]?.defaultVersion = call.parameters["VersionId"] == "v2" ? 3 : 2
          return iam.answer(call)
        })
      let outcome = try world.sync()

      #expect(
        outcome.error.hasSuffix(
          "warning: Alpha: its default version moved while it was read; "
            + "the next run reads it again\n"))
      #expect(try world.archive.changes().dropFirst() == ["Beta v1 → v2: \(PolicyFixture.swap)"])
      world.server.plan()
      world.change { $0.policies["Alpha"]?.defaultVersion = 3 }
      try world.sync()
      #expect(
        try world.archive.changes().suffix(2) == [
          "Alpha v1 → v2: \(PolicyFixture.swap)", "Alpha v2 → v3: \(PolicyFixture.swap)",
        ])
    }
  }

  @Test func `a policy that vanishes between list and get keeps its text, with a warning`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { iam in
        iam.publish("Alpha", Self.document(2))
        iam.publish("Beta", Self.document(2))
      }
      world.server.plan(.after("ListPolicies") { $0.policies["Alpha"] = nil })
      let outcome = try world.sync()

      #expect(
        outcome.error.contains(
          "warning: Alpha: vanished between list and get; the archive keeps its text\n"))
      #expect(try world.archive.changes().dropFirst() == ["Beta v1 → v2: \(PolicyFixture.swap)"])
      #expect(
        try world.fixture.text("archive/policies/Alpha")?.contains(#""VersionId": "v1""#) == true)
      try world.archive.expectSound()
      try world.sync()
      #expect(try world.archive.changes().last == "Alpha v1: deprecated")
    }
  }
}
