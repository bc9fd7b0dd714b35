import Foundation
import HTTP
import Model
import Support
import Testing

/// Libcurl signs; botocore computes each signature again from what came over the wire.
@Suite(.timeLimit(.minutes(10))) struct SignatureTests {
  let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "test"))

  private static func signature(
    _ service: String, token: String? = nil, region: String = "us-east-1"
  ) -> SignatureV4 {
    SignatureV4(
      accessKeyID: "AKIDEXAMPLE",
      secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
      sessionToken: token.map { Secret($0) }, region: region, service: service)
  }

  /// A shape of request that the bot sends.
  struct Shape {
    let name: String
    let method: HTTPRequest.Method
    let path: String
    var query: [(String, String)] = []
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    let signature: SignatureV4
  }

  static let form = ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
  static let listPolicies: [UInt8] = PercentEncoding.form([
    ("Action", "ListPolicies"), ("Version", "2010-05-08"), ("Marker", "a+b/c=="), ("Scope", "AWS"),
  ])

  static let shapes = [
    Shape(
      name: "IAM query", method: .post, path: "/", headers: [form], body: listPolicies,
      signature: signature("iam")),
    Shape(
      name: "session token", method: .post, path: "/", headers: [form], body: listPolicies,
      signature: signature("sts", token: "TOKEN/a+b==", region: "cn-north-1")),
    Shape(
      name: "path in the endpoint", method: .post, path: "/aws/iam/", headers: [form],
      body: listPolicies, signature: signature("iam")),
    Shape(
      name: "sorted query", method: .get, path: "/policy/validation",
      query: [("nextToken", "AbC+d/e=="), ("maxResults", "100"), ("locale", "EN"), ("a b", "é~")],
      signature: signature("access-analyzer", token: "T")),
    Shape(
      name: "JSON with query", method: .post, path: "/policy/validation",
      query: [("nextToken", "a/b+="), ("maxResults", "1")],
      headers: [("Content-Type", "application/json")],
      body: Array(#"{"policyDocument":"{}"}"#.utf8), signature: signature("access-analyzer")),
    Shape(
      name: "JSON target", method: .post, path: "/",
      headers: [
        ("X-Amz-Target", "secretsmanager.GetSecretValue"),
        ("Content-Type", "application/x-amz-json-1.1"),
      ], body: Array(#"{"SecretId":"é"}"#.utf8), signature: signature("secretsmanager")),
    Shape(
      name: "body with NUL", method: .post, path: "/", headers: [form], body: [0, 1, 0, 255, 0],
      signature: signature("sns")),
    Shape(
      name: "empty POST", method: .post, path: "/", headers: [form], signature: signature("sns")),
    Shape(name: "empty GET", method: .get, path: "/", signature: signature("iam")),
    Shape(
      name: "body that expects 100", method: .post, path: "/", headers: [form],
      body: [UInt8](repeating: 65, count: 1_500_000), signature: signature("sqs")),
    Shape(
      name: "spaces in a header", method: .post, path: "/",
      headers: [form, ("X-Amz-Meta", "  a   b  ")], body: [1], signature: signature("sns")),
    Shape(
      name: "S3 key", method: .get, path: "/bucket/a%20b/%C3%A9~x+",
      query: [("prefix", ""), ("uploads", "")],
      headers: [("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD")], signature: signature("s3")),
    Shape(
      name: "DELETE", method: .delete, path: "/things/a.b_c-d~e", signature: signature("lambda")),
    Shape(
      name: "PUT", method: .put, path: "/things", headers: [("Content-Type", "text/plain")],
      body: [1], signature: signature("lambda")),
  ]

  @Test func `botocore signs all shapes the same`() async throws {
    var requests: [LoopbackServer.Request] = []
    for shape in Self.shapes { requests.append(try await sent(shape)) }
    let judged = try judged(Array(zip(requests, Self.shapes.map(\.signature))))
    for (shape, (request, signature)) in zip(Self.shapes, zip(requests, judged)) {
      let authorization = try #require(request.header("authorization"))
      #expect(authorization.hasSuffix(", Signature=\(signature)"), "\(shape.name)")
      try checkForm(of: authorization, request, shape)
    }
  }

  /// Whether everything is signed that AWS wants signed, and for whom.
  private func checkForm(
    of authorization: String, _ request: LoopbackServer.Request, _ shape: Shape
  ) throws {
    let scope = "\(shape.signature.region)/\(shape.signature.service)/aws4_request"
    #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), "\(shape.name)")
    #expect(authorization.contains("/\(scope), "), "\(shape.name)")
    let signed = try #require(authorization.split(separator: "SignedHeaders=").last)
      .prefix { $0 != "," }.split(separator: ";").map(String.init)
    let needed =
      ["host", "x-amz-date"]
      + request.headers.map(\.name).filter { $0.hasPrefix("x-amz-") || $0 == "content-type" }
    #expect(Set(signed).isSuperset(of: needed), "\(shape.name)")
    #expect(signed == signed.sorted(), "\(shape.name)")
    #expect(request.body == shape.body, "\(shape.name)")
    #expect(request.header("x-amz-security-token") == shape.signature.sessionToken?.reveal())
  }

  @Test func `the judge would see a difference`() async throws {
    let request = try await sent(Self.shapes[0])
    let judged = try judged([(request, Self.signature("iam", region: "us-east-2"))])
    let authorization = try #require(request.header("authorization"))
    #expect(!authorization.hasSuffix(judged[0]))
  }

  @Test(
    arguments: [
      ("/a:b", [], signature("lambda")), ("/a%20b", [], signature("iam")),
      ("/", [HTTPHeader("X-Empty", "")], signature("iam")),
      ("/", [HTTPHeader("X-Amz-Meta", "1"), HTTPHeader("x-amz-meta", "2")], signature("iam")),
      ("/", [HTTPHeader("Authorization", "Basic x")], signature("iam")),
      ("/", [HTTPHeader("X-Amz-Security-Token", "x")], signature("iam")),
      ("/", [], signature("iam:s3")), ("/", [], signature("")),
      ("/", [], signature("i", region: "")),
      ("/", [], signature("iam", token: "a\r\nb: c")), ("/", [], signature("iam", token: "")),
      (
        "/", [],
        SignatureV4(
          accessKeyID: "", secretAccessKey: Secret("s"), sessionToken: nil, region: "r",
          service: "s")
      ),
      (
        "/", [],
        SignatureV4(
          accessKeyID: "a", secretAccessKey: Secret("s\n"), sessionToken: nil, region: "r",
          service: "s")
      ),
    ] as [(String, [HTTPHeader], SignatureV4)])
  func `what would be signed wrongly is not sent`(
    _ path: String, _ headers: [HTTPHeader], _ signature: SignatureV4
  ) async throws {
    let server = try LoopbackServer { _ in .init() }
    var request = try HTTPRequest.to(server, .get, String(path.dropFirst()))
    request.headers = headers
    request.signature = signature
    let unsendable = request
    let error = await #expect(throws: HTTPError.self) { try await client.send(unsendable) }
    #expect(error?.reason == .invalidRequest)
    #expect(server.requests.isEmpty)
  }

  /// Sends a shape to a server and gives what came there.
  private func sent(_ shape: Shape) async throws -> LoopbackServer.Request {
    let server = try LoopbackServer { _ in .init() }
    var request = try HTTPRequest.to(server, shape.method, String(shape.path.dropFirst()))
    request.url = request.url.setting(query: shape.query)
    request.headers = shape.headers.map { HTTPHeader($0.0, $0.1) }
    request.body = shape.body
    request.signature = shape.signature
    #expect(try await client.send(request).status == 200)
    return try #require(server.requests.first)
  }

  /// The signatures that botocore computes over the same headers at the same times.
  private func judged(_ sent: [(LoopbackServer.Request, SignatureV4)]) throws -> [String] {
    let input: [[String: Any]] = sent.map { request, signature in
      [
        "method": request.method, "target": request.target,
        "headers": request.headers.map { [$0.name, $0.value] },
        "body": Data(request.body).base64EncodedString(),
        "key": signature.accessKeyID, "secret": signature.secretAccessKey.reveal(),
        "region": signature.region, "service": signature.service,
      ]
    }
    let bytes = try JSONSerialization.data(withJSONObject: input)
    let output = try ExternalProgram.python.run("-c", Self.judge, input: Array(bytes))
    try #require(output.status == 0, "botocore is needed; MAMIP_TEST_PYTHON names a Python with it")
    let lines = output.text.split(separator: "\n").map(String.init)
    try #require(lines.count == sent.count)
    return lines
  }

  private static let judge = """
    import base64, json, re, sys
    from botocore.auth import S3SigV4Auth, SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    for sent in json.load(sys.stdin):
        headers = dict(sent["headers"])
        signed = re.search("SignedHeaders=([^,]+)", headers["authorization"])[1].split(";")
        request = AWSRequest(
            method=sent["method"], url="http://" + headers["host"] + sent["target"],
            data=base64.b64decode(sent["body"]), headers={name: headers[name] for name in signed})
        request.context["timestamp"] = headers["x-amz-date"]
        kind = S3SigV4Auth if sent["service"] == "s3" else SigV4Auth
        judge = kind(Credentials(sent["key"], sent["secret"]), sent["service"], sent["region"])
        text = judge.string_to_sign(request, judge.canonical_request(request))
        print(judge.signature(text, request))
    """
}
