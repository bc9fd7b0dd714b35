import Model
import PolicyLanguage
import Support
import Testing

@testable import AWS

/// What is asked of Access Analyzer, and how its answers are taken.
struct AccessAnalyzerTests {
  let world = World()

  private static let finding = Finding(
    type: .warning, code: "A_B", details: "a sentence", learnMoreLink: "https://example.com/",
    locations: [Location(path: [.value("Statement"), .index(0)], span: Span(3..<7))])

  private static func page(
    _ codes: IssueCode..., next: String? = nil
  ) -> LoopbackServer.Reply {
    let findings = codes.map { code in
      var finding = Self.finding
      finding.code = code
      return finding.json
    }
    let answer: JSON = [
      "findings": .array(findings), "nextToken": next.map { .string($0) } ?? .null,
    ]
    return .init(
      200, headers: [("Content-Type", "application/json")],
      String(decoding: JSONWriter.compact(answer), as: UTF8.self))
  }

  private static func refusal(_ status: Int, _ code: String) -> LoopbackServer.Reply {
    .init(
      status, headers: [("x-amzn-errortype", code), ("Content-Type", "application/json")],
      #"{"message": "no", "reason": "other"}"#)
  }

  @Test func `a document is sent as it is, and its findings are read`() async throws {
    let server = try LoopbackServer(replies: [Self.page("A", "B")])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    let findings = try await analyzer.validatePolicy(#"{"Version": "é"}"#, as: .identity)
    #expect(findings.map(\.code) == ["A", "B"])
    #expect(findings[0].locations == Self.finding.locations)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/policy/validation")
    #expect(request.header("content-type") == "application/json")
    #expect(
      request.text
        == #"{"policyDocument":"{\"Version\": \"é\"}","policyType":"IDENTITY_POLICY"}"#)
    let authorization = try #require(request.header("authorization"))
    #expect(authorization.contains("/us-east-1/access-analyzer/aws4_request"))
    #expect(authorization.contains("SignedHeaders=content-type;host;x-amz-date"))
  }

  @Test func `the configured region and the service's own endpoint are used`() async throws {
    let server = try LoopbackServer(replies: [Self.page()])
    let client = try world.client([
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI",
      "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_ACCESSANALYZER": server.url,
    ])
    #expect(try await AccessAnalyzer(client).validatePolicy("{}", as: .scp) == [])
    let request = try #require(server.requests.first)
    #expect(request.header("authorization")?.contains("/eu-west-1/access-analyzer/") == true)
    #expect(request.text.contains("SERVICE_CONTROL_POLICY"))
  }

  @Test func `a trust policy says for which resource it is`() async throws {
    let server = try LoopbackServer(replies: [Self.page()])
    _ = try await AccessAnalyzer(world.client(of: server)).validatePolicy("{}", as: .trust)
    let text = try #require(server.requests.first?.text)
    #expect(
      text.hasSuffix(
        #""RESOURCE_POLICY","validatePolicyResourceType":"AWS::IAM::AssumeRolePolicyDocument"}"#))
  }

  @Test func `all pages are read`() async throws {
    let server = try LoopbackServer(replies: [
      Self.page("A", next: "a/b+="), Self.page(next: "2"), Self.page("C"),
    ])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    #expect(try await analyzer.validatePolicy("{}", as: .identity).map(\.code) == ["A", "C"])
    #expect(
      server.requests.map(\.target) == [
        "/policy/validation", "/policy/validation?nextToken=a%2Fb%2B%3D",
        "/policy/validation?nextToken=2",
      ])
  }

  @Test func `pages that point back are an error`() async throws {
    let server = try LoopbackServer(replies: [Self.page("A", next: "a")])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    let error = await #expect(throws: AWSError.self) {
      try await analyzer.validatePolicy("{}", as: .identity)
    }
    #expect(error?.description.contains("points back to an earlier one") == true)
    #expect(server.requests.count == 2)
  }

  @Test func `throttling is waited for`() async throws {
    let server = try LoopbackServer(replies: [
      Self.refusal(429, "ThrottlingException"), Self.refusal(500, "InternalServerException"),
      Self.page("A"),
    ])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    #expect(try await analyzer.validatePolicy("{}", as: .identity).map(\.code) == ["A"])
  }

  @Test(arguments: [(400, "ValidationException"), (413, "RequestEntityTooLargeException")])
  func `a document that is refused is not clean`(status: Int, code: String) async throws {
    let server = try LoopbackServer(replies: [Self.refusal(status, code)])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    let error = await #expect(throws: AWSError.self) {
      try await analyzer.validatePolicy("{}", as: .identity)
    }
    #expect(error?.refusal?.isInvalidInput == true)
    #expect(error?.description == "cannot call access-analyzer:ValidatePolicy: \(code): no")
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    "{}", #"{"findings": {}}"#, #"{"findings": [{"findingType": "DISASTER"}]}"#, "[", "",
  ])
  func `an answer of another form is an error`(text: String) async throws {
    let server = try LoopbackServer(replies: [.init(200, text)])
    let analyzer = try AccessAnalyzer(world.client(of: server))
    await #expect(throws: AWSError.self) {
      try await analyzer.validatePolicy("{}", as: .identity)
    }
    #expect(server.requests.count == 3)
  }
}
