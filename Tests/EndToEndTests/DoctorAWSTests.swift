import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorAWSTests {
  private typealias Reply = LoopbackServer.Reply

  /// A policy whose only version is the one given.
  private static func usual(version: String) -> [String: Reply] {
    let versionID = "<VersionId>\(version)</VersionId>"
    let created = "<CreateDate>2015-02-06T18:39:46Z</CreateDate>"
    let summary = "\(versionID)<IsDefaultVersion>true</IsDefaultVersion>\(created)"
    let policy = """
      <PolicyName>Billing</PolicyName><Path>/job-function/</Path>\
      <Arn>arn:aws-cn:iam::aws:policy/job-function/Billing</Arn>\
      <DefaultVersionId>\(version)</DefaultVersionId>\(created)\
      <UpdateDate>2015-02-06T18:39:46Z</UpdateDate>
      """
    let isWhole = "<IsTruncated>false</IsTruncated>"
    let results = [
      "GetCallerIdentity": """
      <UserId>AIDA</UserId><Account>123456789012</Account>\
      <Arn>arn:aws:sts::123456789012:user/bot</Arn>
      """,
      "GetPolicy": "<Policy>\(policy)</Policy>",
      "GetPolicyVersion":
        "<PolicyVersion><Document>%7B%7D</Document>\(summary)</PolicyVersion>",
      "ListPolicies": "<Policies><member>\(policy)</member></Policies>\(isWhole)",
      "ListPolicyVersions": "<Versions><member>\(summary)</member></Versions>\(isWhole)",
    ]
    return Dictionary(uniqueKeysWithValues: results.map { ($0, .answer($0, $1)) })
      .merging(["ValidatePolicy": .init(200, #"{"findings": []}"#)]) { $1 }
  }

  /// What a check says where AWS answers so, with what was asked.
  private func diagnosis(
    _ check: DoctorCheck, _ answers: [String: LoopbackServer.Reply] = [:],
    variables: [String: String] = [:], version: String = "v1",
    configuration: String = #"{"source": "iam"}"#
  ) async throws -> (diagnosis: Diagnosis, asked: [String]) {
    let all = Self.usual(version: version).merging(answers) { $1 }
    let server = try LoopbackServer { request in
      all[request.action] ?? .init(400)
    }
    var diagnosis = Diagnosis.skipped("")
    try await DoctorWorld.use(configuration: configuration) { world in
      world.environment.merge([
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "s", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server.url,
      ]) { $1 }
      world.environment.merge(variables) { $1 }
      diagnosis = await world.diagnosis(check)
    }
    return (diagnosis, server.requests.map(\.text))
  }

  @Test func `credentials are shown with whose they are, and never themselves`() async throws {
    let found = try await diagnosis(.credentials, variables: ["AWS_SECRET_ACCESS_KEY": "sEcReT"])
    #expect(found.diagnosis.status == .good)
    #expect(found.diagnosis.detail.hasPrefix("`arn:aws:sts::123456789012:user/bot` by "))
    #expect(!found.diagnosis.detail.contains("sEcReT"))
  }

  @Test func `credentials that AWS does not know are bad`() async throws {
    let found = try await diagnosis(
      .credentials, ["GetCallerIdentity": .refusal(403, "InvalidClientTokenId")])
    #expect(found.diagnosis.status == .bad)
    #expect(found.diagnosis.hint != nil)
  }

  @Test func `that STS may not be asked is a warning`() async throws {
    let found = try await diagnosis(
      .credentials, ["GetCallerIdentity": .refusal(403, "AccessDenied")])
    #expect(found.diagnosis.status == .warning)
  }

  @Test func `no credentials are bad, with where they were looked for`() async throws {
    let found = try await diagnosis(
      .credentials, variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""])
    #expect(found.diagnosis.status == .bad)
    #expect(found.diagnosis.detail.hasPrefix("there are no AWS credentials: environment: "))
    #expect(found.diagnosis.hint != nil)
    #expect(found.asked == [])
  }

  @Test func `a source other than IAM needs no credentials`() async throws {
    try await DoctorWorld.use(configuration: #"{"source": "./folder"}"#) { world in
      #expect(await world.diagnosis(.credentials) == .skipped("the source is not `iam`"))
      #expect(await world.diagnosis(.permissions) == .skipped("the source is not `iam`"))
    }
  }

  @Test func `each permission is tried once, on a policy of the list`() async throws {
    let found = try await diagnosis(.permissions, version: "v7")
    #expect(
      found.diagnosis
        == .good(
          "permitted: iam:ListPolicies, iam:GetPolicy, iam:GetPolicyVersion, iam:ListPolicyVersions"
        ))
    let arn = "PolicyArn=arn%3Aaws-cn%3Aiam%3A%3Aaws%3Apolicy%2Fjob-function%2FBilling"
    #expect(
      found.asked == [
        "Action=ListPolicies&Version=2010-05-08&MaxItems=1000&PathPrefix=%2Fjob-function%2F"
          + "&Scope=AWS",
        "Action=GetPolicy&Version=2010-05-08&\(arn)",
        "Action=GetPolicyVersion&Version=2010-05-08&\(arn)&VersionId=v7",
        "Action=ListPolicyVersions&Version=2010-05-08&MaxItems=1000&\(arn)",
      ])
  }

  @Test func `without the list a policy that always was is tried`() async throws {
    let found = try await diagnosis(.permissions, ["ListPolicies": .refusal(403, "AccessDenied")])
    #expect(
      found.asked[1] == "Action=GetPolicy&Version=2010-05-08"
        + "&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess")
  }

  @Test(arguments: ["ListPolicies", "GetPolicyVersion", "ListPolicyVersions"])
  func `a permission that a run needs is bad where it is missing`(
    _ action: String
  ) async throws {
    let found = try await diagnosis(.permissions, [action: .refusal(403, "AccessDenied")])
    #expect(found.diagnosis.status == .bad)
    #expect(found.diagnosis.detail.contains("iam:\(action)"))
    #expect(found.asked.count == 4)
  }

  @Test func `a policy that is not there proves the permission`() async throws {
    let found = try await diagnosis(.permissions, ["GetPolicy": .refusal(404, "NoSuchEntity")])
    #expect(found.diagnosis.status == .good)
  }

  @Test func `several that are missing are named together`() async throws {
    let found = try await diagnosis(
      .permissions,
      [
        "ListPolicies": .refusal(403, "AccessDenied"),
        "GetPolicyVersion": .refusal(403, "AccessDenied"),
      ])
    #expect(found.diagnosis.detail == "not permitted: iam:ListPolicies, iam:GetPolicyVersion")
  }

  @Test func `a permission that a run can do without is a warning`() async throws {
    let found = try await diagnosis(.permissions, ["GetPolicy": .refusal(403, "AccessDenied")])
    #expect(found.diagnosis.status == .warning)
  }

  private static let validator = #""validate": {"validator": "access-analyzer"}"#

  @Test func `where Access Analyzer validates, its permission is tried too`() async throws {
    let found = try await diagnosis(
      .permissions, configuration: #"{"source": "iam", \#(Self.validator)}"#)
    #expect(found.diagnosis.status == .good)
    #expect(found.diagnosis.detail.hasSuffix(", access-analyzer:ValidatePolicy"))
    #expect(found.asked.count == 5)
  }

  @Test func `without the permission for Access Analyzer nothing would be validated`() async throws
  {
    let refusal = LoopbackServer.Reply(
      403, headers: [("x-amzn-errortype", "AccessDeniedException")], #"{"message": "no"}"#)
    let found = try await diagnosis(
      .permissions, ["ValidatePolicy": refusal],
      configuration: #"{"source": "iam", \#(Self.validator)}"#)
    #expect(found.diagnosis.status == .bad)
    #expect(found.diagnosis.detail.contains("access-analyzer:ValidatePolicy"))
  }

  @Test func `a source other than IAM needs credentials for Access Analyzer`() async throws {
    let configuration = #"{"source": "./folder", \#(Self.validator)}"#
    let permitted = try await diagnosis(.permissions, configuration: configuration)
    #expect(permitted.diagnosis == .good("permitted: access-analyzer:ValidatePolicy"))
    #expect(permitted.asked.count == 1)
    let known = try await diagnosis(.credentials, configuration: configuration)
    #expect(known.diagnosis.status == .good)
  }

  @Test(
    arguments: [
      ("Sat, 21 Nov 2026 12:00:02 GMT", Diagnosis.Status.good, "agrees with "),
      ("Sat, 21 Nov 2026 12:00:30 GMT", .good, "is 30 seconds behind "),
      ("Sat, 21 Nov 2026 11:58:00 GMT", .warning, "is 2 minutes ahead of "),
      ("Sat, 21 Nov 2026 12:10:00 GMT", .bad, "is 10 minutes behind "),
      ("yesterday", .skipped, ""),
    ])
  func `the clock is compared with the service's`(
    _ date: String, _ status: Diagnosis.Status, _ detail: String
  ) async throws {
    let server = try LoopbackServer { _ in
      .init([.send(Reply.head(403, [("Date", date)]))])
    }
    let found = try await diagnosis(.clock, variables: ["AWS_ENDPOINT_URL_IAM": server.url])
    #expect(found.diagnosis.status == status)
    #expect(found.diagnosis.detail.hasPrefix(detail))
    #expect(server.requests.map(\.method) == ["HEAD"])
  }

  @Test func `a service that is out of reach says nothing of the clock`() async throws {
    let port = try LoopbackServer.deadPort()
    let found = try await diagnosis(
      .clock, variables: ["AWS_ENDPOINT_URL_IAM": "http://127.0.0.1:\(port)"])
    #expect(found.diagnosis.status == .skipped)
  }
}

extension LoopbackServer.Reply {
  /// An answer in AWS's query protocol.
  fileprivate static func answer(_ action: String, _ result: String) -> Self {
    Self(
      200, headers: [("Content-Type", "text/xml")],
      "<\(action)Response><\(action)Result>\(result)</\(action)Result></\(action)Response>")
  }

  fileprivate static func refusal(_ status: Int, _ code: String) -> Self {
    Self(
      status, headers: [("Content-Type", "text/xml")],
      """
      <ErrorResponse><Error><Type>Sender</Type><Code>\(code)</Code><Message>no</Message></Error>\
      <RequestId>r</RequestId></ErrorResponse>
      """)
  }
}

extension LoopbackServer.Request {
  /// The value of `Action` in the body.
  fileprivate var action: String {
    if path == "/policy/validation" { return "ValidatePolicy" }
    let fields = text.split(separator: "&").map { $0.split(separator: "=") }
    return fields.first { $0.first == "Action" }?.last.map(String.init) ?? ""
  }
}
