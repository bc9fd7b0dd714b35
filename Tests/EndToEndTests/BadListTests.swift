import Support
import Testing

/// What goes wrong while the list of policies is read.
///
/// After each, the repository is as before, and the next run finishes the work.
struct BadListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int32
    let message: String
    let fault: FakeIAMServer.Fault

    var testDescription: String { name }

    /// One fault, the exit status of the run that meets it, and a part of what it says.
    init(
      _ name: String, _ status: Int32, _ message: String,
      _ effect: @escaping @Sendable (inout FakeIAM, FakeIAM.Call) -> LoopbackServer.Reply
    ) {
      self.name = name
      self.status = status
      self.message = message
      fault = FakeIAMServer.Fault("ListPolicies", times: 0, effect)
    }
  }

  private static func half(_ iam: FakeIAM, _ call: FakeIAM.Call) -> String {
    let whole = iam.text(call, "<Policies><member><PolicyName>Alpha</PolicyName></member>")
    return String(whole.prefix(whole.count / 2))
  }

  private static let cases = [
    Case("half a body", 1, "cannot call iam:ListPolicies: ") { iam, call in
      .short(half(iam, call), announced: 10_000)
    },
    Case("half a body that says it is whole", 4, "the answer is no whole XML: ") { iam, call in
      LoopbackServer.Reply(200, headers: [("Content-Type", "text/xml")], half(iam, call))
    },
    Case("HTML with 200", 4, "the answer is not XML but `text/html`: ") { _, _ in
      .html(200, "Sign in to continue")
    },
    Case("HTML with 503", 1, "status 503: the answer is `text/html`: ") { _, _ in
      .html(503, "Service Unavailable")
    },
    Case("no body", 4, "the answer is empty") { _, _ in LoopbackServer.Reply(200, "") },
    Case("a list that goes on, but not where", 4, "does not say where") { iam, call in
      iam.reply(call, "<Policies></Policies><IsTruncated>true</IsTruncated><Marker></Marker>")
    },
    Case("a list that goes on, without a marker", 4, "does not say where") { iam, call in
      iam.reply(call, "<Policies></Policies><IsTruncated>true</IsTruncated>")
    },
    Case("a list that goes round", 4, "points back to an earlier one") { iam, call in
      iam.reply(call, "<Policies></Policies><IsTruncated>true</IsTruncated><Marker>m</Marker>")
    },
    Case("a list without its policies", 4, "has no `Policies`") { iam, call in
      iam.reply(call, "<IsTruncated>false</IsTruncated>")
    },
    Case("the answer to another call", 4, "not `ListPoliciesResponse`") { _, _ in
      LoopbackServer.Reply(200, "<ListRolesResponse></ListRolesResponse>")
    },
    Case("a control character in a name", 4, "the answer is no whole XML: ") { iam, call in
      iam.reply(call, "<Policies><member><PolicyName>A&#7;B</PolicyName></member></Policies>")
    },
    Case("a reset", 1, "cannot call iam:ListPolicies: ") { _, _ in .reset },
    Case("a closed door", 1, "cannot call iam:ListPolicies: ") { _, _ in .close },
    Case("a refusal", 1, "AccessDenied: not authorized") { iam, _ in
      iam.error(403, "AccessDenied", "not authorized to perform: iam:ListPolicies")
    },
  ]

  @Test(arguments: cases)
  func `a broken list changes nothing, and the next run finishes the work`(
    broken: Case
  ) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha", "Beta")) { world in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      world.server.plan(broken.fault)
      try world.expectNothingWritten {
        let outcome = try world.sync(
          expecting: broken.status, environment: ["AWS_MAX_ATTEMPTS": "1"])
        #expect(outcome.error.contains("error: "))
        #expect(outcome.error.contains(broken.message), "\(outcome.error)")
        #expect(outcome.output == "")
      }
      world.server.plan()
      try world.sync()
      #expect(try world.archive.changes().last == "Alpha v1 → v2: \(PolicyFixture.swap)")
      try world.archive.expectSound()
    }
  }

  @Test func `a page that fails after good ones changes nothing`() throws {
    var iam = FakeIAM("Alpha", "Beta", "Gamma")
    iam.pageItemsMax = 2
    try IAMWorld.useSynced(iam) { world in
      world.server.plan(
        .after("ListPolicies") { _ in }, .refused("ListPolicies", 500, "ServiceFailure", "oops"))
      try world.expectNothingWritten {
        try world.sync(expecting: 1, environment: ["AWS_MAX_ATTEMPTS": "1"])
      }
    }
  }

  @Test func `a name that is listed twice changes nothing`() throws {
    var iam = FakeIAM("Alpha", "Beta")
    iam.pageItemsMax = 1
    try IAMWorld.useSynced(iam) { world in
      world.server.plan(
        FakeIAMServer.Fault("ListPolicies", times: 0) { iam, call in
          var first = iam
          first.policies["Beta"] = nil
          first.policies["Alpha"]?.path = call.parameters["Marker"] == nil ? "/" : "/other/"
          let list = first.answer(FakeIAM.Call("ListPolicies"))
          return call.parameters["Marker"] == nil ? iam.answer(call) : list
        })
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 4)
        #expect(outcome.error.contains("the list has `Alpha` twice"))
      }
    }
  }

  @Test func `an answer that is throttled is asked for again`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.publish("Alpha", PolicyFixture.text("s3:Put")) }
      world.server.plan(.throttled("ListPolicies"), .throttled("GetPolicyVersion"))
      try world.sync()

      #expect(try world.archive.changes().count == 2)
      #expect(
        world.server.takeCalls().map(\.action) == [
          "ListPolicies", "ListPolicies", "GetPolicyVersion", "GetPolicyVersion",
        ])
    }
  }

  @Test func `half an answer is asked for again`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.server.plan(
        FakeIAMServer.Fault("ListPolicies") { iam, call in
          .short(Self.half(iam, call), announced: 10_000)
        })
      try world.expectNothingWritten { try world.sync() }
      #expect(world.server.takeCalls().count == 2)
    }
  }
}
