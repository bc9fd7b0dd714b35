import Foundation
import Model
import Support
import Testing

@testable import Git

@Suite struct RemoteExtraHeadersTests {
  @Test(arguments: [
    // The most specific of all that match.
    [("https://example.com/", "host"), ("https://example.com/team/", "team")],
    [("https://example.com/team/", "team"), ("https://example.com/", "host")],
    [("https://example.com/team/archive.git", "whole"), ("https://example.com/team", "team")],
    // Only up to a slash.
    [("https://example.com/", "host"), ("https://example.com/te", "part")],
    // Scheme, port and host must be the same.
    [("http://example.com/", "plain"), ("https://example.com:8443/", "port")],
    [("https://example.com:443/", "default port"), ("https://EXAMPLE.com", "upper case")],
    [("https://example.org/", "other"), ("https://sub.example.com/", "deeper")],
    // A star is one label.
    [("https://*.com/", "star")], [("https://*/", "lone star")], [("https://*.*/", "two stars")],
    // A user must be the URL's.
    [("https://alice@example.com/", "alice"), ("https://bob@example.com/team/", "bob")],
    [("https://example.com/", "anyone"), ("https://alice@example.com/", "alice")],
    [("https://example.com/%74eam/", "escaped"), ("https://example.com/team%2Farchive.git", "no")],
  ])
  func `one header is chosen as git chooses it`(entries: [(String, String)]) throws {
    let url = "https://alice@example.com/team/archive.git"
    let headers = ExtraHeaders(
      entries: entries.map { .init(url: $0, value: Secret("X-Test: \($1)")) })
    let chosen = headers.lines(for: try #require(URLParts(url))).last?.reveal()
    #expect(chosen == (try gitsChoice(entries, url: url)))
  }

  @Test func `an empty value empties the list`() throws {
    let headers = ExtraHeaders(entries: [
      .init(url: "https://example.com/", value: Secret("A: 1")),
      .init(url: "https://example.com/", value: Secret("")),
      .init(url: "https://example.com/", value: Secret("B: 2")),
      .init(url: "https://example.com/team/", value: Secret("C: 3")),
      .init(url: "https://example.com/", value: Secret("D: 4")),
    ])
    let url = try #require(URLParts("https://example.com/team/archive.git"))
    #expect(headers.lines(for: url).map { $0.reveal() } == ["B: 2", "C: 3"])
  }

  @Test(arguments: ["", "example.com", "ftp://example.com/", "https://", "https://a:x/"])
  func `what is no http URL matches nothing`(text: String) {
    #expect(URLParts(text) == nil)
  }

  /// What `git config --get-urlmatch` says about the same entries.
  private func gitsChoice(_ entries: [(String, String)], url: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let text = entries.map { "[http \"\($0)\"]\n\textraHeader = \"X-Test: \($1)\"\n" }.joined()
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let git = ExternalProgram("git", "config", "--file", file.path, "--get-urlmatch")
    return try git.run("http.extraHeader", url).text.split(separator: "\n").first.map(String.init)
  }
}
