import Support
import Testing

/// When a policy that is missing from the list is believed to be gone.
struct DeprecationTests {
  private static let paths = { () -> FakeIAM in
    var iam = FakeIAM("Alpha", "Beta")
    iam.publish("Gamma", PolicyFixture.text("s3:Get"), path: "/service-role/")
    iam.publish("Delta", PolicyFixture.text("s3:Get"), path: "/job-function/")
    return iam
  }()

  @Test func `it takes two lists and a GetPolicy under every path that occurs`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.change { $0.policies["Alpha"] = nil }
      try world.sync()

      #expect(try world.archive.changes().last == "Alpha v1: deprecated")
      let calls = world.server.takeCalls()
      #expect(calls.prefix(2).map(\.action) == ["ListPolicies", "ListPolicies"])
      #expect(
        Set(calls.dropFirst(2).map { $0.parameters["PolicyArn"] }) == [
          "arn:aws:iam::aws:policy/Alpha", "arn:aws:iam::aws:policy/service-role/Alpha",
          "arn:aws:iam::aws:policy/job-function/Alpha",
        ])
    }
  }

  @Test func `a policy that the second list has again is not gone`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.server.plan(
        FakeIAMServer.Fault("ListPolicies") { iam, call in
          var short = iam
          short.policies["Alpha"] = nil
          return short.answer(call)
        })
      try world.expectNothingWritten { try world.sync() }
      #expect(world.server.takeCalls().map(\.action) == ["ListPolicies", "ListPolicies"])
    }
  }

  @Test func `a list that lacks what GetPolicy still knows stops the run`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.server.plan(
        FakeIAMServer.Fault("ListPolicies", times: 0) { iam, call in
          var short = iam
          short.policies["Gamma"] = nil
          short.publish("Other", PolicyFixture.text("s3:Get"), path: "/service-role/")
          return short.answer(call)
        })
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 4)
        #expect(
          outcome.error.hasSuffix(
            """
            error: the list of policies is broken: `Gamma` is missing from it, but IAM still has \
            `arn:aws:iam::aws:policy/service-role/Gamma`
            hint: nothing was written; try again later

            """))
      }
    }
  }

  @Test func `where GetPolicy is not permitted, the second list decides`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.change { iam in
        iam.policies["Alpha"] = nil
        iam.deniesGetPolicy = true
      }
      try world.sync()
      #expect(try world.archive.changes().last == "Alpha v1: deprecated")
    }
  }

  @Test func `a second list that cannot be had deprecates nothing`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.change { $0.policies["Alpha"] = nil }
      world.server.plan(
        .after("ListPolicies") { _ in },
        .refused("ListPolicies", 403, "AccessDenied", "not authorized to perform"))
      try world.expectNothingWritten { try world.sync(expecting: 1) }
      world.server.plan()
      try world.sync()
      #expect(try world.archive.changes().last == "Alpha v1: deprecated")
    }
  }

  @Test func `a GetPolicy that fails deprecates nothing`() throws {
    try IAMWorld.useSynced(Self.paths) { world in
      world.change { $0.policies["Alpha"] = nil }
      world.server.plan(.refused("GetPolicy", 500, "ServiceFailure", "try later"))
      try world.expectNothingWritten {
        try world.sync(expecting: 1, environment: ["AWS_MAX_ATTEMPTS": "1"])
      }
    }
  }
}
