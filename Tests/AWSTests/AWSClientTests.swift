import HTTP
import Model
import Support
import Testing

@testable import AWS

struct `AWS client` {
  let world = World()

  @Test func `a call is one form, with its signature for the service and its region`() async throws
  {
    let server = try LoopbackServer(replies: [.identity])
    let client = try world.client(
      of: server,
      [
        "AWS_ENDPOINT_URL": "\(server.url)/aws/x", "AWS_REGION": "eu-west-1",
        "AWS_SESSION_TOKEN": "TOKEN/abc==",
      ])
    let identity = try await STS(client).getCallerIdentity()
    #expect(identity.account == "123456789012")
    #expect(identity.arn == "arn:aws:iam::123456789012:user/me")
    #expect(identity.userID == "AIDA")
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/aws/x")
    #expect(request.text == "Action=GetCallerIdentity&Version=2011-06-15")
    #expect(
      request.header("content-type") == "application/x-www-form-urlencoded; charset=utf-8")
    #expect(request.header("x-amz-security-token") == "TOKEN/abc==")
    let authorization = try #require(request.header("authorization"))
    #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"))
    #expect(authorization.contains("/eu-west-1/sts/aws4_request"))
    #expect(
      authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token"))
  }

  @Test func `IAM's throttling, which has status 400, is tried again`() async throws {
    let server = try LoopbackServer(replies: [
      .refusal(400, "Throttling", "Rate exceeded"), .refusal(400, "Throttling", "Rate exceeded"),
      .refusal(400, "Throttling", "Rate exceeded"), .identity,
    ])
    _ = try await STS(world.client(of: server)).getCallerIdentity()
    #expect(server.requests.count == 4)
    #expect(world.clock.sleeps == [.seconds(0.5), .seconds(1), .seconds(2)])
  }

  @Test func `throttling without end is an error with advice`() async throws {
    let server = try LoopbackServer(replies: [.refusal(400, "Throttling", "Rate exceeded")])
    let error = try await failure(server)
    #expect(error.isThrottling)
    #expect(server.requests.count == AWSClient.throttledAttemptsDefault)
    #expect(
      error.description
        == "cannot call sts:GetCallerIdentity: Throttling: Rate exceeded (request 66748cb8)")
    #expect(
      error.hint
        == "AWS limits how often it may be asked; run again later, or raise `AWS_MAX_ATTEMPTS`; "
        + "the credentials are those of the environment")
  }

  @Test(arguments: [500, 502, 503, 504])
  func `a failure of the server is tried three times`(status: Int) async throws {
    let server = try LoopbackServer(replies: [.refusal(status, "ServiceFailure", "sorry")])
    let error = try await failure(server)
    #expect(error.refusal?.status == status)
    #expect(server.requests.count == 3)
  }

  @Test func `the number of tries can be set, and is bounded`() async throws {
    let server = try LoopbackServer(replies: [.refusal(500, "ServiceFailure")])
    _ = try await failure(server, ["AWS_MAX_ATTEMPTS": "1"])
    #expect(server.requests.count == 1)
    _ = try await failure(server, ["AWS_MAX_ATTEMPTS": "1000"])
    #expect(server.requests.count == 1 + AWSClient.attemptsMax)
    let error = try await failure(server, ["AWS_MAX_ATTEMPTS": "many"])
    #expect(error.description == "`AWS_MAX_ATTEMPTS` is not a number from 1: `many`")
  }

  @Test func `a page for people in place of XML is tried again, then shown in part`() async throws {
    let server = try LoopbackServer(replies: [.html(200, "Please sign in\nto the ##[group] net")])
    let error = try await failure(server)
    #expect(server.requests.count == 3)
    #expect(
      error.description
        == "cannot call sts:GetCallerIdentity: the answer is not XML but `text/html`: "
        + "`<html><body>Please sign in to the #\\u{23}[group] net</body></html…`")
  }

  @Test func `half an answer is tried again`() async throws {
    let cut = LoopbackServer.Reply(200, "<GetCallerIdentityResponse><GetCallerIdentityResult>")
    let server = try LoopbackServer(replies: [
      cut, .short("<GetCaller", announced: 400), .identity,
    ])
    _ = try await STS(world.client(of: server)).getCallerIdentity()
    #expect(server.requests.count == 3)
  }

  @Test(arguments: [
    ("", "the answer is empty"),
    (
      "<GetCallerIdentityResponse>\n",
      "the answer is no whole XML: no element found: line 2"
    ),
    ("<a/>", "the answer is `a`, not `GetCallerIdentityResponse`"),
    (
      "<Page><GetCallerIdentityResult/></Page>",
      "the answer is `Page`, not `GetCallerIdentityResponse`"
    ),
    ("{}", "the answer is not XML but of unknown type: `{}`"),
    (
      "<!DOCTYPE html>\n<title>Sign in",
      "the answer is not XML but of unknown type: `<!DOCTYPE html> <title>Sign in`"
    ),
    (
      "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>",
      "the answer has no `Account` in `GetCallerIdentityResult`"
    ),
  ])
  func `an answer that is none says what is wrong`(body: String, reason: String) async throws {
    let server = try LoopbackServer(replies: [.init(200, body)])
    let error = try await failure(server)
    #expect(error.description == "cannot call sts:GetCallerIdentity: \(reason)")
  }

  @Test(arguments: [
    (
      "InvalidClientTokenId", "The security token included in the request is invalid.",
      "the access key is unknown or inactive in this partition; temporary keys also need their "
        + "session token"
    ),
    (
      "AccessDenied", "User: arn:aws:iam::1:user/me is not authorized to perform: sts:X",
      "the identity needs the permission `sts:GetCallerIdentity`"
    ),
    (
      "ExpiredToken", "The security token included in the request is expired", "get new credentials"
    ),
  ])
  func `a refusal is not tried again, and says what to do`(
    code: String, message: String, hint: String
  ) async throws {
    let server = try LoopbackServer(replies: [.refusal(403, code, message)])
    let error = try await failure(server)
    #expect(server.requests.count == 1)
    #expect(
      error.description
        == "cannot call sts:GetCallerIdentity: \(code): \(message) (request 66748cb8)")
    #expect(error.hint == "\(hint); the credentials are those of the environment")
    #expect(error.isAccessDenied == (code == "AccessDenied"))
    #expect(error.isExpiredToken == (code == "ExpiredToken"))
  }

  @Test func `a wrong clock is measured by AWS's date`() async throws {
    let server = try LoopbackServer(replies: [
      .refusal(
        403, "SignatureDoesNotMatch", "Signature expired: 20261120T235000Z is now earlier than …",
        headers: [("Date", "Fri, 20 Nov 2026 18:50:00 GMT")])
    ])
    let error = try await failure(server)
    #expect(error.isClockSkew)
    #expect(
      error.description
        == "cannot call sts:GetCallerIdentity: the signature was refused, because this machine's "
        + "clock is 10 minutes behind")
    #expect(error.hint == "set the clock, by NTP for example, and run again")
  }

  @Test func `a refused signature under a right clock is the key's fault`() async throws {
    let message = """
      The request signature we calculated does not match.

      The Canonical String for this request should have been
      'POST x-amz-security-token:TOKEN'
      """
    let server = try LoopbackServer(replies: [
      .refusal(
        403, "SignatureDoesNotMatch", message,
        headers: [("Date", "Fri, 20 Nov 2026 18:42:00 GMT")])
    ])
    let error = try await failure(server)
    #expect(!error.isClockSkew)
    #expect(
      error.refusal?.message == "The request signature we calculated does not match.")
    #expect(error.hint?.hasPrefix("the secret access key does not fit") == true)
  }

  @Test func `a refusal by something in front of AWS shows its page`() async throws {
    let server = try LoopbackServer(replies: [.html(403, "Blocked")])
    let error = try await failure(server)
    #expect(server.requests.count == 1)
    #expect(
      error.description
        == "cannot call sts:GetCallerIdentity: status 403: the answer is `text/html`: "
        + "`<html><body>Blocked</body></html>`")
  }

  @Test func `a server that does not listen is an error that names it`() async throws {
    let port = try LoopbackServer.deadPort()
    let client = try world.client([
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)",
      "AWS_SECRET_ACCESS_KEY": "secret",
    ])
    let error = await #expect(throws: AWSError.self) { try await STS(client).getCallerIdentity() }
    #expect(world.clock.sleeps.count == 2)
    guard case .unreachable(let cause)? = error?.failure else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.reason == .connectionFailed)
  }

  @Test func `nothing signed is sent over http to another machine`() async throws {
    let client = try world.client([
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL": "http://aws.invalid",
      "AWS_SECRET_ACCESS_KEY": "secret",
    ])
    let error = await #expect(throws: AWSError.self) { try await STS(client).getCallerIdentity() }
    guard case .unreachable(let cause)? = error?.failure else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.reason == .insecure)
    #expect(cause.wasSent == false)
  }

  @Test func `without credentials nothing is sent`() async throws {
    let server = try LoopbackServer(replies: [.identity])
    let client = try world.client([
      "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": server.url,
    ])
    let error = await #expect(throws: AWSError.self) { try await STS(client).getCallerIdentity() }
    #expect(
      error?.description.hasPrefix("cannot call sts:GetCallerIdentity: there are no AWS") == true)
    #expect(server.requests.isEmpty)
  }

  private func failure(
    _ server: LoopbackServer, _ variables: [String: String] = [:]
  ) async throws -> AWSError {
    let client = try world.client(of: server, variables)
    return try #require(
      await #expect(throws: AWSError.self) { try await STS(client).getCallerIdentity() })
  }
}

struct `AWS refusal` {
  @Test(
    arguments: [
      (
        #"{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "m"}"#, [],
        "QueueDoesNotExist"
      ),
      (
        #"{"__type": "ResourceNotFoundException", "Message": "m"}"#, [], "ResourceNotFoundException"
      ),
      (#"{"code": "Throttling", "message": "m"}"#, [], "Throttling"),
      (
        #"{"message": "m"}"#, [("x-amzn-errortype", "AccessDeniedException:http://x/")],
        "AccessDeniedException"
      ),
      ("<Error><Code>NoSuchKey</Code><Message>m</Message></Error>", [], "NoSuchKey"),
      (
        "<Response><Errors><Error><Code>AuthFailure</Code><Message>m</Message></Error></Errors>"
          + "</Response>", [], "AuthFailure"
      ),
    ] as [(String, [(String, String)], String)])
  func `every way in which AWS writes an error is read`(
    body: String, headers: [(String, String)], code: String
  ) {
    let response = HTTPResponse(
      status: 400, headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(body.utf8))
    let refusal = AWSRefusal(response, now: World.start, credentialSource: nil)
    #expect(refusal.code == code)
    #expect(refusal.message == "m")
  }

  @Test func `IAM's limit of versions is no throttling`() {
    func isThrottling(_ code: String) -> Bool {
      let body = "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
      let response = HTTPResponse(status: 409, headers: [], body: Array(body.utf8))
      return AWSRefusal(response, now: World.start, credentialSource: nil).isThrottling
    }
    #expect(!isThrottling("LimitExceeded"))
    #expect(isThrottling("LimitExceededException"))
  }
}
