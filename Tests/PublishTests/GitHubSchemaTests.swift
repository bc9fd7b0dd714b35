import HTTP
import Model
import Support
import Testing

/// The fake that judges our requests refuses what GitHub's description does not allow.
@Suite(.timeLimit(.minutes(10))) struct GitHubSchemaTests {
  @Test(arguments: [
    ("releases", #"{"tag_name": "x", "make_latest": "true"}"#, 201),
    ("releases", #"{"tag_name": "x", "make_latest": true}"#, 422),
    ("releases", #"{"tag_name": "x", "body": null}"#, 422),
    ("releases", #"{"tag_name": "x", "tag": "x"}"#, 422),
    ("releases", #"{"name": "x"}"#, 422),
    ("issues", #"{"title": "x", "labels": ["a"]}"#, 201),
    ("issues", #"{"title": "x", "labels": "a"}"#, 422),
    ("issues", #"{"title": "x", "assignee": "a"}"#, 422),
    ("labels", ##"{"name": "x", "color": "ff0000"}"##, 201),
    ("labels", ##"{"name": "x", "color": "#ff0000"}"##, 422),
  ])
  func `a request is taken as it is described`(
    collection: String, body: String, status: Int
  ) async throws {
    let server = try FakeGitHubServer(FakeGitHub())
    let url = try #require(RequestURL("\(server.url)/repos/o/r/\(collection)"))
    let headers = [HTTPHeader("Authorization", secret: Secret("Bearer t0ken"))]
    let client = HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test"))
    let response = try await client.send(
      HTTPRequest(.post, url, headers: headers, body: Array(body.utf8)))
    #expect(response.status == status)
  }
}
