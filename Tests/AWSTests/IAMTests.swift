import Model
import Support
import Testing

@testable import AWS

struct `IAM client` {
  let world = World()

  @Test func `a list is walked to its end, page by page`() async throws {
    let server = try LoopbackServer(replies: [
      page([member("A")], "<IsTruncated>true</IsTruncated><Marker>m+/=</Marker>"),
      page([], "<IsTruncated>true</IsTruncated><Marker>n</Marker>"),
      page([member("B", path: "/job-function/")], "<IsTruncated>false</IsTruncated>"),
    ])
    let policies = try await IAM(world.client(of: server)).listPolicies(scope: .aws)
    let first = try #require(policies.first)
    #expect(first.arn == "arn:aws:iam::aws:policy/A")
    #expect(first.path == "/")
    #expect(first.defaultVersionID == "v4")
    #expect(first.createDate.rfc3339 == "2019-06-20T23:32:21Z")
    #expect(first.updateDate.rfc3339 == "2020-10-15T17:27:28Z")
    #expect(policies.map(\.name) == ["A", "B"])
    #expect(policies.last?.path == "/job-function/")
    #expect(
      server.requests.map(\.text) == [
        "Action=ListPolicies&Version=2010-05-08&MaxItems=1000&Scope=AWS",
        "Action=ListPolicies&Version=2010-05-08&Marker=m%2B%2F%3D&MaxItems=1000&Scope=AWS",
        "Action=ListPolicies&Version=2010-05-08&Marker=n&MaxItems=1000&Scope=AWS",
      ])
  }

  @Test func `a part of the list can be asked for`() async throws {
    let server = try LoopbackServer(replies: [page([], "<IsTruncated>false</IsTruncated>")])
    let iam = try IAM(world.client(of: server))
    #expect(try await iam.listPolicies(scope: .local, pathPrefix: "/a b/") == [])
    #expect(
      server.requests.first?.text
        == "Action=ListPolicies&Version=2010-05-08&MaxItems=1000&PathPrefix=%2Fa%20b%2F&Scope=Local"
    )
  }

  @Test(arguments: [
    (
      ["<IsTruncated>true</IsTruncated><Marker/>"],
      "the list goes on, but the answer does not say where"
    ),
    (["<IsTruncated>true</IsTruncated>"], "the list goes on, but the answer does not say where"),
    (
      ["<IsTruncated>yes</IsTruncated>"],
      "the answer's `IsTruncated` is neither `true` nor `false`"
    ),
    (
      [
        "<IsTruncated>true</IsTruncated><Marker>a</Marker>",
        "<IsTruncated>true</IsTruncated><Marker>b</Marker>",
        "<IsTruncated>true</IsTruncated><Marker>a</Marker>",
      ], "a page of the list points back to an earlier one"
    ),
  ])
  func `a list that contradicts itself is refused`(ends: [String], reason: String) async throws {
    let server = try LoopbackServer(replies: ends.map { page([], $0) })
    let error = try await failure { try await $0.listPolicies(scope: .aws) }(server)
    #expect(error.description == "cannot call iam:ListPolicies: \(reason)")
  }

  @Test func `a list without end is refused`() async throws {
    let counter = Counter()
    let server = try LoopbackServer { _ in
      page([], "<IsTruncated>true</IsTruncated><Marker>\(counter.next())</Marker>")
    }
    let error = try await failure { try await $0.listPolicies(scope: .aws) }(server)
    #expect(error.description == "cannot call iam:ListPolicies: the list has more than 200 pages")
    #expect(server.requests.count == 200)
  }

  @Test func `a name that occurs twice is refused, also on two pages and under two paths`()
    async throws
  {
    let server = try LoopbackServer(replies: [
      page([member("A")], "<IsTruncated>true</IsTruncated><Marker>m</Marker>"),
      page([member("A", path: "/x/")], "<IsTruncated>false</IsTruncated>"),
    ])
    let error = try await failure { try await $0.listPolicies(scope: .aws) }(server)
    #expect(error.description == "cannot call iam:ListPolicies: the list has `A` twice")
  }

  @Test(arguments: ["PolicyName", "Arn", "Path", "DefaultVersionId", "CreateDate", "UpdateDate"])
  func `an entry without one of its parts is refused`(part: String) async throws {
    let broken = member("A").replacing("<\(part)>", with: "<Other>")
      .replacing("</\(part)>", with: "</Other>")
    let server = try LoopbackServer(replies: [page([broken], "")])
    let error = try await failure { try await $0.listPolicies(scope: .aws) }(server)
    #expect(
      error.description
        == "cannot call iam:ListPolicies: the answer has no `\(part)` in `member`")
  }

  @Test func `a document is decoded to the bytes that AWS has`() async throws {
    let server = try LoopbackServer(replies: [
      version("%7B%0A%22a+b%22%3A%20%22%C3%A9%25%22%7D")
    ])
    let iam = try IAM(world.client(of: server))
    let version = try await iam.getPolicyVersion(
      arn: "arn:aws:iam::aws:policy/AdministratorAccess", versionID: "v6")
    #expect(version.document == Array("{\n\"a+b\": \"é%\"}".utf8))
    #expect(version.versionID == "v6")
    #expect(version.isDefault)
    #expect(version.createDate.rfc3339 == "2015-02-06T18:39:46Z")
    #expect(
      server.requests.first?.text
        == "Action=GetPolicyVersion&Version=2010-05-08"
        + "&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess&VersionId=v6")
  }

  @Test func `a document that was not encoded is taken as it is`() async throws {
    let server = try LoopbackServer(replies: [version(" {&quot;a&quot;: &quot;100%&amp;&quot;}")])
    let iam = try IAM(world.client(of: server))
    let version = try await iam.getPolicyVersion(arn: "arn:aws:iam::aws:policy/x", versionID: "v6")
    #expect(version.document == Array(" {\"a\": \"100%&\"}".utf8))
  }

  @Test(arguments: [
    ("%7B%2", "v6", "the document has a `%` without two digits"),
    ("%7B%7D", "v7", "asked for v7, got `v6`"),
    ("", "v6", "the answer's `Document` is empty"),
  ])
  func `a version that is not the one asked for is refused`(
    document: String, versionID: String, reason: String
  ) async throws {
    let server = try LoopbackServer(replies: [version(document)])
    let error = try await failure {
      try await $0.getPolicyVersion(arn: "arn:aws:iam::aws:policy/x", versionID: versionID)
    }(server)
    #expect(error.description == "cannot call iam:GetPolicyVersion: \(reason)")
  }

  @Test func `a policy that AWS does not have is told from other refusals`() async throws {
    let server = try LoopbackServer(replies: [
      .refusal(404, "NoSuchEntity", "Policy arn:aws:iam::aws:policy/Nope does not exist.")
    ])
    let error = try await failure {
      try await $0.getPolicy(arn: "arn:aws:iam::aws:policy/Nope")
    }(server)
    #expect(error.isNoSuchEntity)
    #expect(!error.isAccessDenied)
    #expect(server.requests.count == 1)
    #expect(
      server.requests.first?.text
        == "Action=GetPolicy&Version=2010-05-08"
        + "&PolicyArn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FNope")
  }

  @Test func `one policy is read as the list has it`() async throws {
    let policy = member("A").replacing("member>", with: "Policy>")
    let server = try LoopbackServer(replies: [.result(of: "GetPolicy", policy)])
    let found = try await IAM(world.client(of: server)).getPolicy(arn: "arn:aws:iam::aws:policy/A")
    #expect(found.name == "A")
    #expect(found.defaultVersionID == "v4")
  }

  @Test func `the versions AWS still serves are listed`() async throws {
    let versions = ["v6", "v4"].map {
      "<member><VersionId>\($0)</VersionId><IsDefaultVersion>\($0 == "v6")</IsDefaultVersion>"
        + "<CreateDate>2015-02-06T18:39:46Z</CreateDate></member>"
    }
    let server = try LoopbackServer(replies: [
      .result(of: "ListPolicyVersions", "<Versions>\(versions.joined())</Versions>")
    ])
    let found = try await IAM(world.client(of: server))
      .listPolicyVersions(arn: "arn:aws:iam::aws:policy/A")
    #expect(found.map(\.versionID) == ["v6", "v4"])
    #expect(found.map(\.isDefault) == [true, false])
  }

  private func failure<Answer>(
    _ call: @escaping (IAM) async throws -> Answer
  ) -> (LoopbackServer) async throws -> AWSError {
    { server in
      let iam = try IAM(world.client(of: server))
      return try #require(await #expect(throws: AWSError.self) { _ = try await call(iam) })
    }
  }
}

private func page(_ members: [String], _ end: String) -> LoopbackServer.Reply {
  .result(of: "ListPolicies", "<Policies>\(members.joined())</Policies>\(end)")
}

private func member(_ name: String, path: String = "/") -> String {
  """
  <member><PolicyName>\(name)</PolicyName><PolicyId>ANPA2EQXBAOJVZNXCLGHW</PolicyId>
  <Arn>arn:aws:iam::aws:policy\(path)\(name)</Arn><Path>\(path)</Path>
  <DefaultVersionId>v4</DefaultVersionId><AttachmentCount>0</AttachmentCount>
  <PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>
  <IsAttachable>true</IsAttachable><CreateDate>2019-06-20T23:32:21Z</CreateDate>
  <UpdateDate>2020-10-15T17:27:28Z</UpdateDate></member>
  """
}

private func version(_ document: String) -> LoopbackServer.Reply {
  .result(
    of: "GetPolicyVersion",
    "<PolicyVersion><Document>\(document)</Document><VersionId>v6</VersionId>"
      + "<IsDefaultVersion>true</IsDefaultVersion><CreateDate>2015-02-06T18:39:46Z</CreateDate>"
      + "</PolicyVersion>")
}
