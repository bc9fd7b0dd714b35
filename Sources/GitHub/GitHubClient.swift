import HTTP
import Model
import PolicyLanguage

/// A repository on GitHub, as the REST API shows it to whoever has the token.
package struct GitHubClient: Sendable {
  /// The version of the API that is asked for in every request.
  static let version = "2022-11-28"
  /// The largest answer taken, in bytes.
  static let answerBytesMax = 16 << 20
  /// How often one request may be pointed elsewhere, as after a repository was renamed.
  static let redirectsMax = 5
  /// The most pages of one list.
  static let pagesMax = 100
  /// A shorter token is none, and taking it away would spoil what GitHub says.
  static let tokenLengthMin = 4
  /// The most entries in a page that GitHub gives.
  static let pageItemsMax = 100

  /// `owner/name`.
  package let repository: String
  package let connection: GitHubConnection

  /// Sends nothing yet; the repository is given as `owner/name`.
  package init(_ connection: GitHubConnection, repository: String) {
    self.connection = connection
    self.repository = repository
  }
}

/// One call: what is sent, and how it is called where it fails.
struct GitHubCall: Sendable {
  /// As it follows "cannot": "read the repository `owner/name`".
  let operation: String
  var method = HTTPRequest.Method.get
  /// Segments below the repository's own address, not encoded.
  var path: [String] = []
  /// Segments of another address than the repository's; nil where it is that.
  var root: [String]?
  var query: [(String, String)] = []
  var body: JSON?
}

extension GitHubClient {
  /// Makes a call and gives the answer's JSON; nil where the answer has no body.
  ///
  /// A read is tried again where GitHub is not well or asks to wait; anything else is sent once.
  func send(_ call: GitHubCall) async throws(GitHubError) -> JSONNode? {
    try await answer(to: request(call), call.operation).json
  }

  /// Reads one thing.
  func read(_ call: GitHubCall) async throws(GitHubError) -> JSONNode {
    guard let json = try await send(call) else {
      throw GitHubError(.unreadable, call.operation, message: "the answer is empty")
    }
    return json
  }

  /// Reads a list, page after page, as GitHub links them.
  func list(_ call: GitHubCall) async throws(GitHubError) -> [JSONNode] {
    var call = call
    call.query.append(("per_page", String(Self.pageItemsMax)))
    var request = request(call)
    var items: [JSONNode] = []
    for _ in 0..<Self.pagesMax {
      let page = try await answer(to: request, call.operation)
      guard let json = page.json, json.kind == .array else {
        throw GitHubError(.unreadable, call.operation, message: "the answer is not a list")
      }
      items += json.elements
      guard let next = page.next else { return items }
      guard let url = request.url.resolving(next), url.origin == connection.address.origin,
        url != request.url
      else {
        throw GitHubError(
          .unreadable, call.operation, message: "the list goes on at another place")
      }
      request.url = url
    }
    throw GitHubError(
      .unreadable, call.operation, message: "the list has more than \(Self.pagesMax) pages")
  }
}

// MARK: - One exchange

extension GitHubClient {
  private struct Answer {
    let json: JSONNode?
    /// Where a list goes on, as the answer has it.
    let next: String?
  }

  /// The address of something below the repository's own.
  func address(of path: [String]) -> RequestURL {
    connection.address(
      of: ["repos"] + repository.split(separator: "/").map(String.init) + path)
  }

  private func request(_ call: GitHubCall) -> HTTPRequest {
    let url = (call.root.map(connection.address(of:)) ?? address(of: call.path))
      .setting(query: call.query)
    var request = HTTPRequest(call.method, url)
    request.headers = [
      HTTPHeader("Accept", "application/vnd.github+json"),
      HTTPHeader("X-GitHub-Api-Version", Self.version),
    ]
    if let token = connection.token {
      request.headers.append(
        HTTPHeader("Authorization", secret: Secret("Bearer \(token.reveal())")))
    }
    if let body = call.body {
      request.headers.append(HTTPHeader("Content-Type", "application/json"))
      request.body = JSONWriter.compact(body)
    }
    request.limits.bodyMax = Self.answerBytesMax
    request.isSentOnce = call.method != .get
    return request
  }

  private func answer(
    to request: HTTPRequest, _ operation: String
  ) async throws(GitHubError) -> Answer {
    if request.method != .get, let wait = await connection.pacer?.turn() {
      throw GitHubError(.rateLimited(wait: wait), operation, hadToken: connection.hasToken)
    }
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await exchange(request)
    } catch {
      throw GitHubError(.unreachable(error), operation, hadToken: connection.hasToken)
    }
    guard (200..<300).contains(response.status) else { throw error(in: response, operation) }
    guard !response.body.isEmpty else { return Answer(json: nil, next: nil) }
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: response.body)
      return Answer(json: document.root, next: response.nextPage)
    } catch {
      let isJSON = response.header("content-type")?.contains("json") ?? false
      throw GitHubError(
        .unreadable, operation, status: response.status,
        message: isJSON ? "the answer is no whole JSON: \(error)" : response.kindOfPage)
    }
  }

  private func exchange(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.method == .get else { return try await follow(request) }
    return try await connection.retry.run(judging: verdict) { () async throws(HTTPError) in
      try await follow(request)
    }
  }

  private func verdict(_ outcome: RetryPolicy.Outcome) -> RetryPolicy.Verdict {
    guard case .success(let response) = outcome, response.status >= 400,
      case .rateLimited(let wait) = error(in: response, "").kind
    else { return RetryPolicy.transient(outcome) }
    return .retryAfter(wait)
  }

  /// Follows GitHub to where a thing has moved, with method and body as they are; the token goes
  /// along only to the origin that it belongs to.
  private func follow(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    var request = request
    for _ in 0...Self.redirectsMax {
      let response = try await connection.http.send(request)
      guard [301, 302, 307, 308].contains(response.status),
        let location = response.header("location")
      else { return response }
      guard let target = request.url.resolving(location)?.withoutUserInfo,
        target.origin.scheme == .https || request.url.origin.scheme == .http
      else { throw request.isLost("it is pointed to no https address") }
      request.url = target
      if target.origin != connection.address.origin {
        request.headers.removeAll { $0.isSecret }
      }
    }
    throw request.isLost("it is pointed elsewhere more than \(Self.redirectsMax) times")
  }

  private func error(in response: HTTPResponse, _ operation: String) -> GitHubError {
    var response = response
    // Something on the way to GitHub may echo what it was sent.
    if let token = connection.token?.reveal(), token.count >= Self.tokenLengthMin {
      let text = String(decoding: response.body, as: UTF8.self)
      response.body = Array(text.replacing(token, with: "***").utf8)
    }
    return GitHubError(
      response, operation, hadToken: connection.hasToken, now: connection.now())
  }
}

extension HTTPRequest {
  fileprivate func isLost(_ detail: String) -> HTTPError {
    HTTPError(.redirectRefused, url.origin, detail, wasSent: true)
  }
}

extension HTTPResponse {
  /// The address in `Link: <…>; rel="next"`, whose order and other parameters are not fixed.
  fileprivate var nextPage: String? {
    let links = header("link")?.split(separator: ",") ?? []
    let next = links.first { link in
      link.split(separator: ";").dropFirst().contains { $0.filter { $0 != " " } == #"rel="next""# }
    }
    guard let start = next?.firstIndex(of: "<"), let end = next?.lastIndex(of: ">") else {
      return nil
    }
    return next.map { String($0[start..<end].dropFirst()) }
  }
}
