import HTTP
import Model
import Support
import Testing

@testable import GitHub

@Suite struct GitHubConnectionTests {
  @Test(
    arguments: [
      ([:], "https://api.github.com/"),
      (["GITHUB_API_URL": ""], "https://api.github.com/"),
      (["GITHUB_SERVER_URL": "https://github.com"], "https://api.github.com/"),
      (["GITHUB_SERVER_URL": "https://git.example.com"], "https://git.example.com/api/v3"),
      (["GITHUB_API_URL": "https://u:p@a.example.com/v3"], "https://a.example.com/v3"),
      (
        ["GITHUB_API_URL": "https://a.example.com", "GITHUB_SERVER_URL": "https://b.example.com"],
        "https://a.example.com/"
      ),
    ])
  func `the address is that of the server`(
    _ environment: [String: String], _ address: String
  ) throws {
    #expect(try GitHubConnection.address(in: environment).text == address)
  }

  @Test(arguments: [
    ([:], true),
    (["GITHUB_API_URL": "https://api.acme.ghe.com"], true),
    (["GITHUB_API_URL": "https://github.example.com/api/v3"], false),
    (["GITHUB_SERVER_URL": "https://api.github.com.example.com"], false),
  ])
  func `what is written has the pace of GitHub's own servers, and of no other`(
    _ environment: [String: String], _ hasPace: Bool
  ) throws {
    let clock = ManualClock(advancesItself: true)
    let connection = try GitHubConnection(
      environment: environment,
      http: HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test")), token: nil,
      retry: RetryPolicy(clock: clock) { 0.5 }, now: { Timestamp(seconds: 0) },
      pacer: WritePacer(clock: clock))
    #expect((connection.pacer != nil) == hasPace)
  }

  @Test(arguments: ["GITHUB_API_URL", "GITHUB_SERVER_URL"])
  func `an address that is none is named by its variable`(_ variable: String) throws {
    let error = #expect(throws: GitHubError.self) {
      try GitHubConnection.address(in: [variable: "ftp://x"])
    }
    #expect(
      error.map { "\($0)" }
        == "cannot use GitHub's API: `\(variable)` is not an http or https address")
  }
}
