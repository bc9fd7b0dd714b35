import HTTP
import Model
import Support
import Testing

@testable import AWS

/// Against moto: the real wire protocol with 1,485 real policies.
struct `AWS against moto` {
  static let moto = Result { try MotoServer() }
  static let strictMoto = Result { try MotoServer(isStrict: true) }

  let world = World()

  @Test func `all managed policies are listed in two pages, each with its document`() async throws {
    let moto = try Self.moto.get()
    let iam = try IAM(world.client(moto.environment))
    let policies = try await iam.listPolicies(scope: .aws)
    #expect(policies.count == 1_485)
    #expect(policies.allSatisfy { PolicyName($0.name) != nil })
    #expect(Set(policies.map(\.path)).contains("/aws-service-role/"))
    let some = policies.enumerated().filter { $0.offset.isMultiple(of: 15) }.map(\.element)
    let versions = try await concurrentMap(some, width: 16) { (policy) throws(AWSError) in
      try await iam.getPolicyVersion(arn: policy.arn, versionID: policy.defaultVersionID)
    }
    #expect(versions.allSatisfy { $0.isDefault && $0.document.first == UInt8(ascii: "{") })
    #expect(versions.map(\.versionID) == some.map(\.defaultVersionID))
  }

  @Test func `a policy is found by its ARN, and one that is not there is told apart`() async throws
  {
    let iam = try IAM(world.client(Self.moto.get().environment))
    let arn = "arn:aws:iam::aws:policy/AdministratorAccess"
    #expect(try await iam.getPolicy(arn: arn).defaultVersionID == "v1")
    #expect(try await iam.listPolicyVersions(arn: arn).map(\.versionID) == ["v1"])
    let error = await #expect(throws: AWSError.self) {
      try await iam.getPolicy(arn: "arn:aws:iam::aws:policy/Nope")
    }
    #expect(error?.isNoSuchEntity == true)
  }

  @Test func `a policy that is published, changed and removed is seen so`() async throws {
    let moto = try MotoServer()
    let iam = try IAM(world.client(moto.environment))
    let arn = "arn:aws:iam::aws:policy/service-role/Made"
    try moto.publish("Made", version: "v1", document: "{\"a\": 1}", path: "/service-role/")
    #expect(try await iam.getPolicy(arn: arn).path == "/service-role/")
    try moto.publish("Made", version: "v3", document: "{\"a\": 3}")
    #expect(try await iam.getPolicy(arn: arn).defaultVersionID == "v3")
    #expect(try await iam.listPolicyVersions(arn: arn).map(\.isDefault) == [false, true])
    let version = try await iam.getPolicyVersion(arn: arn, versionID: "v3")
    #expect(version.document == Array("{\"a\": 3}".utf8))
    #expect(version.createDate.rfc3339 == "2026-11-20T18:00:00Z")
    #expect(try moto.policyNames().count == 1_486)
    try moto.remove("Made")
    let error = await #expect(throws: AWSError.self) { try await iam.getPolicy(arn: arn) }
    #expect(error?.isNoSuchEntity == true)
  }

  @Test func `roles are assumed, by keys and by a token`() async throws {
    let moto = try Self.moto.get()
    let folder = try TemporaryFolder()
    let config = try folder.file(
      "config",
      """
      [profile role]
      role_arn = arn:aws:iam::123456789012:role/app
      credential_source = Environment
      """)
    let variables = moto.environment.merging([
      "AWS_CONFIG_FILE": config,
      "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/job",
    ]) { $1 }
    let byKeys = try await world.chain(variables, profile: "role").credentials()
    #expect(byKeys.accessKeyID.hasPrefix("ASIA"))
    #expect(byKeys.expiration != nil)
    let token = ["AWS_WEB_IDENTITY_TOKEN_FILE": try folder.file("token", "eyJ.job")]
    let web = variables.merging(token) { $1 }.filter { $0.key != "AWS_ACCESS_KEY_ID" }
      .filter { $0.key != "AWS_SECRET_ACCESS_KEY" }
    #expect(try await world.chain(web).credentials().accessKeyID.hasPrefix("ASIA"))
  }

  @Test func `a signature, a key and a permission are judged as AWS judges them`() async throws {
    let moto = try Self.strictMoto.get()
    let key = try moto.makeAccessKey(
      user: "lister",
      document: """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "iam:ListPolicies", "Resource": "*"}]}
        """)
    func iam(id: String, secret: String) throws -> IAM {
      let keys = ["AWS_ACCESS_KEY_ID": id, "AWS_SECRET_ACCESS_KEY": secret]
      return try IAM(world.client(moto.environment.merging(keys) { $1 }))
    }
    let good = try iam(id: key.id, secret: key.secret)
    #expect(try await good.listPolicies(scope: .aws, pathPrefix: "/job-function/").count > 3)
    let denied = await #expect(throws: AWSError.self) {
      try await good.getPolicy(arn: "arn:aws:iam::aws:policy/AdministratorAccess")
    }
    #expect(denied?.isAccessDenied == true)
    #expect(denied?.hint?.hasPrefix("the identity needs the permission `iam:GetPolicy`") == true)
    let forged = try iam(id: key.id, secret: "wrong")
    let mismatch = await #expect(throws: AWSError.self) {
      try await forged.listPolicies(scope: .aws)
    }
    #expect(mismatch?.refusal?.code == "SignatureDoesNotMatch")
    let unknown = try iam(id: "AKIAUNKNOWN", secret: "wrong")
    let invalid = await #expect(throws: AWSError.self) {
      try await unknown.listPolicies(scope: .aws)
    }
    #expect(invalid?.refusal?.code == "InvalidClientTokenId")
  }
}
