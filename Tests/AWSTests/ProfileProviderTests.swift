import Model
import Support
import Testing

@testable import AWS

struct `Profile provider` {
  let world = World()

  @Test func `a role is assumed by its source, however many stand behind it`() async throws {
    let server = try LoopbackServer { request in
      let role = request.text.split(separator: "role%2F").last?.prefix { $0 != "&" } ?? ""
      return .session(of: "AssumeRole", "ASIA\(role)")
    }
    let credentials = try await credentials(
      """
      [profile top]
      role_arn = arn:aws:iam::123456789012:role/top
      source_profile = middle
      [profile middle]
      role_arn = arn:aws:iam::123456789012:role/middle
      source_profile = base
      """, "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s",
      ["AWS_ENDPOINT_URL_STS": server.url, "AWS_PROFILE": "top"])
    #expect(credentials.accessKeyID == "ASIAtop")
    let signers = server.requests.map {
      $0.header("authorization")?.split(separator: "Credential=").last?.prefix { $0 != "/" }
    }
    #expect(signers == ["AKIABASE", "ASIAmiddle"])
  }

  @Test func `a profile may be its own source if it has keys`() async throws {
    let server = try LoopbackServer(replies: [.session(of: "AssumeRole", "ASIA1")])
    let credentials = try await credentials(
      """
      [profile work]
      role_arn = arn:aws:iam::123456789012:role/x
      source_profile = work
      aws_access_key_id = AKIA1
      aws_secret_access_key = s
      """, "", ["AWS_ENDPOINT_URL_STS": server.url, "AWS_PROFILE": "work"])
    #expect(credentials.accessKeyID == "ASIA1")
  }

  @Test func `a role may be assumed by the environment, the container or a token`() async throws {
    let folder = try TemporaryFolder()
    let keys = try LoopbackServer(replies: [.keys("ASIACONTAINER")])
    let sts = try LoopbackServer { request in
      let isToken = request.text.contains("WithWebIdentity")
      let signer = request.header("authorization").map { $0.contains("ASIACONTAINER") }
      return .session(
        of: isToken ? "AssumeRoleWithWebIdentity" : "AssumeRole",
        isToken ? "ASIATOKEN" : signer == true ? "BYCONTAINER" : "BYENVIRONMENT")
    }
    let config = """
      [profile environment]
      role_arn = arn:aws:iam::123456789012:role/x
      credential_source = Environment
      [profile container]
      role_arn = arn:aws:iam::123456789012:role/x
      credential_source = EcsContainer
      [profile token]
      role_arn = arn:aws:iam::123456789012:role/x
      web_identity_token_file = \(try folder.file("token", "eyJ.x"))
      """
    func id(_ profile: String, _ more: [String: String] = [:]) async throws -> String {
      let variables = [
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": keys.url, "AWS_ENDPOINT_URL_STS": sts.url,
        "AWS_PROFILE": profile,
      ]
      return try await credentials(config, "", variables.merging(more) { $1 }).accessKeyID
    }
    #expect(try await id("container") == "BYCONTAINER")
    #expect(try await id("token") == "ASIATOKEN")
    let failure = try await failure(config, ["AWS_PROFILE": "environment"])
    #expect(
      failure.attempts.last?.reason
        == "profile `environment`: its `credential_source` Environment has none: "
        + "`AWS_ACCESS_KEY_ID` is not set")
  }

  @Test(arguments: [
    (
      "role_arn = arn:aws:iam::1:role/x",
      "`role_arn` is set, but neither `source_profile` nor `credential_source` nor "
        + "`web_identity_token_file` says by whom the role is assumed"
    ),
    (
      "role_arn = arn:aws:iam::1:role/x\nsource_profile = a\ncredential_source = Environment",
      "only one of `source_profile` and `credential_source` can be set"
    ),
    (
      "role_arn = arn:aws:iam::1:role/x\ncredential_source = Mars",
      "`credential_source` is none of Ec2InstanceMetadata, EcsContainer, Environment"
    ),
    (
      "role_arn = arn:aws:iam::1:role/x\nsource_profile = a\nmfa_serial = b",
      "its role needs a code from a multi-factor device, for which there is nobody to ask"
    ),
    (
      "role_arn = arn:aws:iam::1:role/x\nsource_profile = none",
      "there is no profile `none` in `CONFIG`"
    ),
    (
      "role_arn = arn:aws:iam::1:role/x\nsource_profile = empty",
      "its source profile `empty` has no settings for credentials"
    ),
    ("aws_access_key_id = a", "`aws_secret_access_key` is missing"),
    ("aws_secret_access_key = a", "`aws_access_key_id` is missing"),
    (
      "sso_session = my-sso",
      "sign-in by IAM Identity Center (SSO) or `aws login` is not supported here"
    ),
    (
      "sso_start_url = https://x.awsapps.com/start",
      "sign-in by IAM Identity Center (SSO) or `aws login` is not supported here"
    ),
    (
      "credential_process = /nowhere/program",
      "cannot start `/nowhere/program`: no such file or directory"
    ),
  ])
  func `a profile that cannot be used says why`(settings: String, reason: String) async throws {
    let config = "[profile work]\n\(settings)\n[profile empty]\nregion = eu-west-1\n"
    let (error, path) = try await failureAndPath(config, ["AWS_PROFILE": "work"])
    #expect(
      error.description
        == "cannot get AWS credentials: chosen profile: profile `work`: "
        + reason.replacing("CONFIG", with: path))
  }

  @Test func `a profile that signs in elsewhere says how to bring its keys`() async throws {
    let config = "[profile work]\nsso_session = my-sso\n"
    let error = try await failure(config, ["AWS_PROFILE": "work"])
    #expect(
      error.hint
        == "run `eval \"$(aws configure export-credentials --profile work --format env)\"` first")
  }

  @Test func `profiles that are each other's source are refused`() async throws {
    let config = """
      [profile a]
      role_arn = arn:aws:iam::1:role/a
      source_profile = b
      [profile b]
      role_arn = arn:aws:iam::1:role/b
      source_profile = a
      """
    let error = try await failure(config, ["AWS_PROFILE": "a"])
    #expect(
      error.attempts.last?.reason
        == "profile `a`: its source profile `b`: its source profile `a`: "
        + "the profiles are each other's source: `a` → `b` → `a`")
  }

  @Test func `a chain of sources is bounded`() async throws {
    let config = (0..<20).map {
      "[profile p\($0)]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = p\($0 + 1)\n"
    }
    let error = try await failure(config.joined(), ["AWS_PROFILE": "p0"])
    #expect(
      error.description.hasSuffix("more than 8 profiles stand behind each other"))
  }

  @Test func `a chosen profile that does not exist ends the search`() async throws {
    let (error, path) = try await failureAndPath("", ["AWS_PROFILE": "typo"])
    #expect(error.isFailure)
    #expect(error.attempts.last?.reason == "there is no profile `typo` in `\(path)`")
  }

  @Test func `a profile without credentials lets the search go on`() async throws {
    let keys = try LoopbackServer(replies: [.keys("ASIACONTAINER")])
    let credentials = try await credentials(
      "[profile work]\nregion = eu-west-1\n", "",
      ["AWS_CONTAINER_CREDENTIALS_FULL_URI": keys.url, "AWS_PROFILE": "work"])
    #expect(credentials.accessKeyID == "ASIACONTAINER")
  }

  @Test func `the home folder and its short name are followed`() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("keys", "[default]\naws_access_key_id = A\naws_secret_access_key = s")
    let chain = try world.chain([
      "AWS_SHARED_CREDENTIALS_FILE": "~/keys", "HOME": folder.path,
    ])
    #expect(try await chain.credentials().source == "profile `default`")
  }

  private func credentials(
    _ config: String, _ credentials: String, _ variables: [String: String]
  ) async throws -> Credentials {
    let folder = try TemporaryFolder()
    let files = [
      "AWS_CONFIG_FILE": try folder.file("config", config),
      "AWS_SHARED_CREDENTIALS_FILE": try folder.file("credentials", credentials),
    ]
    return try await world.chain(files.merging(variables) { $1 }).credentials()
  }

  private func failure(
    _ config: String, _ variables: [String: String]
  ) async throws -> CredentialError {
    try await failureAndPath(config, variables).0
  }

  private func failureAndPath(
    _ config: String, _ variables: [String: String]
  ) async throws -> (CredentialError, String) {
    let folder = try TemporaryFolder()
    let path = try folder.file("config", config)
    let chain = try world.chain(variables.merging(["AWS_CONFIG_FILE": path]) { $1 })
    let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
    return (try #require(error), path)
  }
}
