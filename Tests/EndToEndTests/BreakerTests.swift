import Support
import Testing

/// What is too much at once to be believed.
struct BreakerTests {
  private static let advice =
    "hint: nothing was written; look at the source, then repeat with --allow-mass-change if it is "
    + "right\n"

  private static func iam(of count: Int) -> FakeIAM {
    var iam = FakeIAM()
    for number in 0..<count { iam.publish(name(number), PolicyFixture.text("s3:Get")) }
    return iam
  }

  private static func name(_ number: Int) -> String { "Policy\(100 + number)" }

  /// Expects that a run stops at a change with a message, and goes on where it is told to.
  private static func expectStop(
    at count: Int, saying message: String, recording changes: Int,
    _ change: (inout FakeIAM) -> Void, location: SourceLocation = #_sourceLocation
  ) throws {
    try IAMWorld.useSynced(iam(of: count)) { world in
      world.change(change)
      try world.expectNothingWritten(location: location) {
        let outcome = try world.sync(expecting: 4, location: location)
        #expect(outcome.error.hasSuffix("error: \(message)\n\(advice)"), sourceLocation: location)
        #expect(outcome.output == "", sourceLocation: location)
      }
      try world.sync("--allow-mass-change", location: location)
      #expect(try world.archive.changes().count == 1 + changes, sourceLocation: location)
    }
  }

  @Test func `an empty list stops the run`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.policies = [:] }
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 4)
        #expect(
          outcome.error.hasSuffix(
            """
            error: stopped before writing: the source lists no policies
            hint: nothing was written; look at the source

            """))
      }
    }
  }

  @Test func `an empty list stops the run even where a mass change is allowed`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.policies = [:] }
      try world.expectNothingWritten { try world.sync("--allow-mass-change", expecting: 4) }
    }
  }

  @Test func `more than 25 policies that are missing stop the run`() throws {
    try IAMWorld.useSynced(Self.iam(of: 27)) { world in
      world.change { iam in for number in 0..<26 { iam.policies[Self.name(number)] = nil } }
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 4)
        #expect(
          outcome.error.hasSuffix(
            """
            error: 26 policies are missing from two lists, more than 25 at once
            hint: nothing was written; if AWS really removed them, repeat with --allow-mass-change

            """))
      }
      try world.sync("--allow-mass-change")
      #expect(try world.archive.changes().count == 1 + 26)
    }
  }

  @Test func `25 policies that are missing do not`() throws {
    try IAMWorld.useSynced(Self.iam(of: 26)) { world in
      world.change { iam in for number in 0..<25 { iam.policies[Self.name(number)] = nil } }
      try world.sync()
      #expect(try world.archive.changes().count == 1 + 25)
    }
  }

  @Test func `more than 50 changes stop the run in a small archive`() throws {
    try Self.expectStop(
      at: 1, saying: "stopped before writing: 51 policies changed at once, more than 50",
      recording: 51
    ) { iam in
      for number in 1...51 { iam.publish(Self.name(number), PolicyFixture.text("s3:Get")) }
    }
  }

  @Test func `more than half of a larger archive stop it`() throws {
    try Self.expectStop(
      at: 110, saying: "stopped before writing: 56 policies changed at once, more than 55",
      recording: 56
    ) { iam in
      for number in 0..<56 { iam.publish(Self.name(number), PolicyFixture.text("s3:Put")) }
    }
  }

  @Test func `versions with the same document do not count`() throws {
    try IAMWorld.useSynced(Self.iam(of: 60)) { world in
      world.change { iam in
        for number in 0..<60 { iam.publish(Self.name(number), PolicyFixture.text("s3:Get")) }
      }
      try world.sync()
      #expect(try world.archive.changes().count == 1 + 60)
    }
  }
}
