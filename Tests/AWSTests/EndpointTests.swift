import HTTP
import Testing

@testable import AWS

struct `Endpoints` {
  @Test(
    arguments: [
      (nil, "https://iam.amazonaws.com/", "us-east-1"),
      ("eu-west-1", "https://iam.amazonaws.com/", "us-east-1"),
      ("xx-new-9", "https://iam.amazonaws.com/", "us-east-1"),
      ("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn/", "cn-north-1"),
      ("us-gov-east-1", "https://iam.us-gov.amazonaws.com/", "us-gov-west-1"),
      ("us-iso-west-1", "https://iam.us-iso-east-1.c2s.ic.gov/", "us-iso-east-1"),
      ("us-isob-west-1", "https://iam.us-isob-east-1.sc2s.sgov.gov/", "us-isob-east-1"),
      ("eu-isoe-west-1", "https://iam.eu-isoe-west-1.cloud.adc-e.uk/", "eu-isoe-west-1"),
      ("us-isof-east-1", "https://iam.us-isof-south-1.csp.hci.ic.gov/", "us-isof-south-1"),
      ("eusc-de-east-1", "https://iam.eusc-de-east-1.amazonaws.eu/", "eusc-de-east-1"),
    ] as [(String?, String, String)])
  func `IAM has one per partition, whatever the region`(
    region: String?, url: String, signingRegion: String
  ) throws {
    let endpoint = try environment(["AWS_REGION": region ?? ""]).endpoint(for: .iam)
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == signingRegion)
  }

  @Test(arguments: [
    ("eu-west-1", "https://sts.eu-west-1.amazonaws.com/", "eu-west-1"),
    ("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn/", "cn-north-1"),
    ("eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu/", "eusc-de-east-1"),
    ("", "https://sts.us-east-1.amazonaws.com/", "us-east-1"),
  ])
  func `other services have one per region`(
    region: String, url: String, signingRegion: String
  ) throws {
    let endpoint = try environment(["AWS_REGION": region]).endpoint(for: .sts)
    #expect(endpoint.url.text == url)
    #expect(endpoint.signingRegion == signingRegion)
  }

  @Test func `the region of an ARN counts before the configured one`() throws {
    let endpoint = try environment(["AWS_REGION": "us-east-1"])
      .endpoint(for: .secretsManager, region: "cn-north-1")
    #expect(endpoint.url.text == "https://secretsmanager.cn-north-1.amazonaws.com.cn/")
  }

  @Test func `the default region variable counts after the other`() throws {
    let both = ["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"]
    #expect(try environment(both).region() == "eu-west-1")
    #expect(try environment(["AWS_DEFAULT_REGION": "eu-west-2"]).region() == "eu-west-2")
  }

  @Test(arguments: ["evil.example/", "EU-WEST-1", "-a", "a b", "é", "a.b", "a@b"])
  func `a region from which no host can be made is refused`(region: String) throws {
    let environment = try environment(["AWS_REGION": region])
    #expect(throws: AWSError.self) { try environment.endpoint(for: .sts) }
  }

  @Test func `a file of certificates is named by the variable, else by the profile`() throws {
    let folder = try TemporaryFolder()
    let config = ["AWS_CONFIG_FILE": try folder.file("config", "[default]\nca_bundle = ~/ca.pem")]
    let home = config.merging(["HOME": "/home/me"]) { $1 }
    #expect(try environment(home).caBundle == "/home/me/ca.pem")
    let variable = home.merging(["AWS_CA_BUNDLE": "/etc/ca.pem"]) { $1 }
    #expect(try environment(variable).caBundle == "/etc/ca.pem")
    #expect(try environment([:]).caBundle == nil)
  }

  @Test func `a configured address keeps its path, and IAM its signing region`() throws {
    let endpoint = try environment([
      "AWS_ENDPOINT_URL": "http://127.0.0.1:5000/aws/x/", "AWS_REGION": "eu-west-1",
    ]).endpoint(for: .iam)
    #expect(endpoint.url.text == "http://127.0.0.1:5000/aws/x/")
    #expect(endpoint.signingRegion == "us-east-1")
  }

  @Test func `what is nearest to the service and to the process counts`() throws {
    let folder = try TemporaryFolder()
    let config = try folder.file(
      "config",
      """
      [default]
      services = local
      endpoint_url = http://127.0.0.1:4/
      [services local]
      secrets_manager =
        endpoint_url = http://127.0.0.1:3/
      """)
    func url(_ service: Service, _ variables: [String: String]) throws -> String {
      let all = variables.merging(["AWS_CONFIG_FILE": config]) { left, _ in left }
      return try environment(all).endpoint(for: service).url.text
    }
    let own = ["AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://127.0.0.1:1/"]
    let all = ["AWS_ENDPOINT_URL": "http://127.0.0.1:2/"]
    #expect(try url(.secretsManager, own.merging(all) { left, _ in left }) == "http://127.0.0.1:1/")
    #expect(try url(.iam, own.merging(all) { left, _ in left }) == "http://127.0.0.1:2/")
    #expect(try url(.secretsManager, all) == "http://127.0.0.1:2/")
    #expect(try url(.secretsManager, [:]) == "http://127.0.0.1:3/")
    #expect(try url(.iam, [:]) == "http://127.0.0.1:4/")
    let ignored = all.merging(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True"]) { left, _ in left }
    #expect(try url(.iam, ignored) == "https://iam.amazonaws.com/")
  }

  @Test func `an address that is none names the variable, and not its secrets`() throws {
    let environment = try environment(["AWS_ENDPOINT_URL_IAM": "ftp://user:secret@host"])
    let error = #expect(throws: AWSError.self) { try environment.endpoint(for: .iam) }
    #expect(error?.description == "`AWS_ENDPOINT_URL_IAM` is not an http or https address")
  }

  @Test(arguments: [
    "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws-cn:iam::aws:policy/x",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/b-AbCdEf",
  ])
  func `an ARN is read`(text: String) {
    #expect(ResourceName(text)?.text == text)
  }

  @Test(arguments: [
    "", "arn", "arn:aws:iam::aws", "arn:mars:iam::aws:policy/x", "arn:aws:sns:a/b:1:x",
    "arn:aws:iam::aws:", "arn:aws:::aws:x",
  ])
  func `what is no ARN is refused`(text: String) {
    #expect(ResourceName(text) == nil)
  }
}

private func environment(_ variables: [String: String]) throws -> AWSEnvironment {
  try AWSEnvironment(variables)
}
