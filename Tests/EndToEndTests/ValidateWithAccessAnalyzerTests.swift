import Model
import PolicyLanguage
import Support
import Testing

/// AWS's own engine, asked instead of ours or to be compared with it.
struct ValidateWithAccessAnalyzerTests {
  typealias World = ValidateWorld

  private static let finding = Finding(
    type: .warning, code: "INVENTED", details: "Only AWS knows this.",
    learnMoreLink: "https://example.com/", locations: [Location(path: [], span: Span(0..<4))])

  /// Answers each document by what it holds.
  private static func server(
    _ findings: @escaping @Sendable (String) -> [Finding]
  ) throws -> LoopbackServer {
    try LoopbackServer { request in
      let body = PolicyFixture.parse(request.text).root
      let document = body["policyDocument"]?.string ?? ""
      guard document.utf8.count <= 32 << 10 else {
        return .init(
          400, headers: [("x-amzn-errortype", "ValidationException")],
          #"{"message": "the policy is too long"}"#)
      }
      let answer: JSON = ["findings": .array(findings(document).map(\.json))]
      return .init(200, String(decoding: JSONWriter.compact(answer), as: UTF8.self))
    }
  }

  private static func environment(_ server: LoopbackServer) -> [String: String] {
    [
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
      "AWS_ENDPOINT_URL_ACCESSANALYZER": server.url,
    ]
  }

  @Test func `its findings take the place of ours`() throws {
    try World.use(["a": World.passRole]) { world in
      let server = try Self.server { _ in [Self.finding] }
      let found = try world.codes(
        "a", "--validator", "access-analyzer", "--fail-on", "warning", expecting: 2,
        environment: Self.environment(server))
      #expect(found == ["a a INVENTED"])
      let sent = PolicyFixture.parse(server.requests[0].text).root
      #expect(
        sent["policyDocument"]?.string
          == #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "#
          + #""Action": "iam:PassRole", "Resource": "*"}]}"#)
    }
  }

  @Test func `what it does not take is not clean, and the others are validated`() throws {
    let long = World.clean.replacing("bucket", with: String(repeating: "b", count: 33 << 10))
    try World.use(["a": long, "b": World.clean]) { world in
      let server = try Self.server { _ in [] }
      let found = try world.codes(
        "a", "b", "--validator", "access-analyzer", expecting: 1,
        environment: Self.environment(server))
      #expect(found == ["a a none known", "b b"])
    }
  }

  @Test func `each difference between the two engines is reported`() throws {
    try World.use(["a": World.passRole, "b": World.clean]) { world in
      let server = try Self.server { $0.contains("PassRole") ? [Self.finding] : [] }
      let found = try world.codes(
        "a", "b", "--validator", "both", "--fail-on", "never", expecting: 2,
        environment: Self.environment(server))
      #expect(
        found == [
          "a a INVENTED only access-analyzer PASS_ROLE_WITH_STAR_IN_RESOURCE only offline", "b b",
        ])
    }
  }

  @Test func `where both agree nothing is marked`() throws {
    try World.use(["a": World.passRole]) { world in
      let outcome = try world.validate("a", "--json")
      let ours = PolicyFixture.parse(outcome.output).root.elements.flatMap {
        $0["findings"]?.elements.compactMap { Finding($0) } ?? []
      }
      let server = try Self.server { _ in ours }
      let found = try world.codes(
        "a", "--validator", "both", environment: Self.environment(server))
      #expect(found == ["a a PASS_ROLE_WITH_STAR_IN_RESOURCE"])
    }
  }

  @Test func `without credentials nothing is reported, and it says so`() throws {
    try World.use(["a": World.clean]) { world in
      let outcome = try world.validate("a", "--validator", "access-analyzer", expecting: 1)
      #expect(outcome.output == "")
      #expect(outcome.error.contains("cannot call access-analyzer:ValidatePolicy"))
    }
  }
}
