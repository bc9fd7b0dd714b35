import HTTP
import Model
import PolicyLanguage
import Support
import Testing

@testable import GitHub

@Suite(.timeLimit(.minutes(10))) struct GitHubClientTests {
  private static let repository = """
    {"id": 1, "full_name": "o/r", "default_branch": "main", "archived": false, "disabled": false,
    "permissions": {"admin": false, "push": true, "pull": true}}
    """

  private let change = GitHubCall(
    operation: "make a release", method: .post, path: ["releases"], body: ["tag_name": "t"])

  @Test func `a read is on the wire what the documentation asks for`() async throws {
    let world = try World { _ in .json(Self.repository) }
    _ = try await world.client().repositoryState()
    #expect(
      world.server.requests.map { String(decoding: $0.head, as: UTF8.self) } == [
        """
        GET /repos/o/r HTTP/1.1\r
        Host: 127.0.0.1:\(world.server.port)\r
        User-Agent: mamip-bot/test\r
        Accept-Encoding: gzip\r
        Accept: application/vnd.github+json\r
        X-GitHub-Api-Version: 2022-11-28\r
        Authorization: Bearer t0ken\r
        \r

        """
      ])
  }

  @Test func `without a token nobody is named`() async throws {
    let world = try World { _ in .json(Self.repository) }
    _ = try await world.client(token: nil).repositoryState()
    #expect(world.server.requests.map { $0.header("authorization") } == [nil])
  }

  @Test func `a change is sent once, with its body`() async throws {
    let world = try World { _ in .error(502, "") }
    let error = try await world.failure { client throws(GitHubError) in
      try await client.send(change)
    }
    guard case .server = error.kind else {
      Issue.record("it is \(error.kind)")
      return
    }
    let request = try #require(world.server.requests.first)
    #expect(world.server.requests.count == 1)
    #expect(request.method == "POST")
    #expect(request.target == "/repos/o/r/releases")
    #expect(request.header("content-type") == "application/json")
    #expect(request.text == #"{"tag_name":"t"}"#)
  }

  @Test(arguments: [301, 302, 307, 308])
  func `a thing that has moved is followed with method, body and token`(
    _ status: Int
  ) async throws {
    let world = try World { request in
      request.path == "/repos/o/r/releases"
        ? .json(status, headers: [("Location", "/repositories/7/releases?a=b")], "{}")
        : .json(201, #"{"id": 1}"#)
    }
    let answer = try await world.client().send(change)
    #expect(answer?["id"]?.numberText == "1")
    let request = try #require(world.server.requests.last)
    #expect(request.method == "POST")
    #expect(request.target == "/repositories/7/releases?a=b")
    #expect(request.text == #"{"tag_name":"t"}"#)
    #expect(request.header("authorization") == "Bearer t0ken")
  }

  @Test func `a redirect to another origin does not get the token`() async throws {
    let other = try LoopbackServer { _ in .json(Self.repository) }
    let world = try World { _ in
      .json(307, headers: [("Location", "\(other.url)/elsewhere")], "{}")
    }
    _ = try await world.client().repositoryState()
    #expect(other.requests.map(\.target) == ["/elsewhere"])
    #expect(other.requests.map { $0.header("authorization") } == [nil])
  }

  @Test func `a token that was left behind does not come back`() async throws {
    let other = try LoopbackServer { request in
      let port = request.path.dropFirst()
      return .json(307, headers: [("Location", "http://127.0.0.1:\(port)/back")], "{}")
    }
    let world = try World { request in
      let port = request.header("host")?.split(separator: ":").last ?? ""
      return request.target == "/back"
        ? .json(Self.repository)
        : .json(307, headers: [("Location", "\(other.url)/\(port)")], "{}")
    }
    _ = try await world.client().repositoryState()
    #expect(world.server.requests.map { $0.header("authorization") } == ["Bearer t0ken", nil])
  }

  @Test func `a circle of redirects ends`() async throws {
    let world = try World { _ in .json(302, headers: [("Location", "/repos/o/r")], "{}") }
    let error = try await world.failure { client throws(GitHubError) in
      try await client.repositoryState()
    }
    #expect(
      "\(error)" == "cannot read the repository `o/r`: \(world.server.url): "
        + "it is pointed elsewhere more than 5 times")
    #expect(world.server.requests.count == 6)
  }

  @Test func `a list is read page after page, as GitHub links them`() async throws {
    let world = try World { request in
      let here = "http://\(request.header("host") ?? "")"
      let last = #"<\#(here)/repositories/7/rules?page=3>; rel="last""#
      let next = #"<\#(here)/repositories/7/rules?page=2>; rel="next", \#(last)"#
      return request.path == "/repos/o/r/rules/branches/a%2Fb"
        ? .json(headers: [("Link", next)], #"[{"type": "deletion"}]"#)
        : .json(headers: [("Link", last)], #"[{"type": "update", "ruleset_id": 9}]"#)
    }
    let rules = try await world.client().branchRules("a/b")
    #expect(rules.map(\.type) == ["deletion", "update"])
    #expect(rules.map(\.rulesetID) == [nil, 9])
    #expect(
      world.server.requests.map(\.target) == [
        "/repos/o/r/rules/branches/a%2Fb?per_page=100", "/repositories/7/rules?page=2",
      ])
  }

  @Test func `a list that never ends is given up`() async throws {
    let world = try World { request in
      let number = request.path.split(separator: "/").last.flatMap { Int($0) } ?? 0
      return .json(headers: [("Link", #"</page/\#(number + 1)>; rel="next""#)], "[]")
    }
    let error = try await world.failure { client throws(GitHubError) in
      try await client.branchRules("main")
    }
    #expect(error.message == "the list has more than 100 pages")
    #expect(world.server.requests.count == 100)
  }

  @Test(arguments: ["http://127.0.0.1:1/page", "ftp://example.com/page", "/same"])
  func `a list that goes on elsewhere is not followed there`(_ target: String) async throws {
    let world = try World { request in
      let next = target == "/same" ? request.target : target
      return .json(headers: [("Link", #"<\#(next)>; rel="next""#)], "[]")
    }
    let error = try await world.failure { client throws(GitHubError) in
      try await client.branchRules("main")
    }
    #expect(error.message == "the list goes on at another place")
    #expect(world.server.requests.count == 1)
  }
}
