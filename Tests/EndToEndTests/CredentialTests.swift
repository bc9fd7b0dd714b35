import Support
import Testing

/// Credentials that are missing, wrong or expired, and clocks that are off.
struct CredentialTests {
  private static let refusals: [(code: String, text: String)] = [
    (
      "InvalidClientTokenId",
      "hint: the access key is unknown or inactive in this partition; temporary keys also need "
        + "their session token; the credentials are those of the environment\n"
    ),
    ("ExpiredToken", "hint: get new credentials; the credentials are those of"),
    (
      "SignatureDoesNotMatch",
      "hint: the secret access key does not fit the access key id, or something on the way"
    ),
    ("AccessDenied", "hint: the identity needs the permission `iam:ListPolicies`; the credentials"),
  ]

  @Test(arguments: refusals)
  func `a refusal is told with what to do about it`(code: String, text: String) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.server.plan(.refused("ListPolicies", 403, code, "AWS's own sentence"))
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 1)
        #expect(
          outcome.error.contains(
            "error: cannot read policies from IAM: cannot call iam:ListPolicies: "
              + "\(code): AWS's own sentence (request req-1)\n"), "\(outcome.error)")
        #expect(outcome.error.contains(text), "\(outcome.error)")
      }
      #expect(world.server.takeCalls().count == 1)
    }
  }

  @Test func `without credentials it says where it has looked`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.expectNothingWritten {
        let outcome = try world.sync(
          expecting: 1, environment: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
        #expect(
          outcome.error.contains("there are no AWS credentials: environment: "), "\(outcome.error)")
        #expect(outcome.error.contains("hint: "), "\(outcome.error)")
      }
      #expect(world.server.takeCalls() == [])
    }
  }

  @Test(arguments: [(Int64(600), "behind"), (-600, "ahead")])
  func `a clock that is ten minutes off is named as the reason`(
    offset: Int64, side: String
  ) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.change { $0.clockOffset = offset }
      world.server.plan(
        .refused("ListPolicies", 403, "SignatureDoesNotMatch", "Signature expired: now earlier"))
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 1)
        #expect(
          outcome.error.hasSuffix(
            """
            the signature was refused, because this machine's clock is 10 minutes \(side)
            hint: set the clock, by NTP for example, and run again

            """), "\(outcome.error)")
      }
    }
  }

  @Test func `a server that cannot be reached is named`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      let port = try LoopbackServer.deadPort()
      try world.expectNothingWritten {
        let outcome = try world.sync(
          expecting: 1,
          environment: [
            "AWS_ENDPOINT_URL_IAM": "http://127.0.0.1:\(port)", "AWS_MAX_ATTEMPTS": "1",
          ])
        #expect(outcome.error.contains("http://127.0.0.1:\(port)"), "\(outcome.error)")
      }
    }
  }

  @Test func `keys never leave by http to another machine`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.expectNothingWritten {
        let outcome = try world.sync(
          expecting: 1, environment: ["AWS_ENDPOINT_URL_IAM": "http://iam.example.com"])
        #expect(outcome.error.contains("http://iam.example.com"), "\(outcome.error)")
      }
    }
  }

  @Test func `no key and no token is ever printed`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      world.server.plan(
        FakeIAMServer.Fault("ListPolicies", times: 0) { iam, _ in
          iam.error(403, "SignatureDoesNotMatch", "The Canonical String\nx-amz:session-token-1")
        })
      let outcome = try world.sync(
        "--verbose", expecting: 1,
        environment: [
          "AWS_SECRET_ACCESS_KEY": "secret-key-1", "AWS_SESSION_TOKEN": "session-token-1",
        ])
      for secret in ["secret-key-1", "session-token-1"] {
        #expect(!outcome.text.contains(secret))
      }
    }
  }
}
