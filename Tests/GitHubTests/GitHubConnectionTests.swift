import GitHub
import HTTP
import Testing

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
