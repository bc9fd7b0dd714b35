/// How far a request follows the server's pointing elsewhere.
package struct RedirectPolicy: Sendable {
  package var redirectsMax: Int

  package init(redirectsMax: Int = 5) {
    self.redirectsMax = redirectsMax
  }
}

extension HTTPClient {
  /// Sends a request and follows redirects; gives the last answer and the address it came from.
  ///
  /// 301 and 302 turn a POST into a GET without body, 303 turns everything but HEAD into one; 307
  /// and 308 keep method and body. At another origin all secret headers and the signature are
  /// gone; a confidential request does not go there, and nothing goes from https to http.
  package func send(
    _ request: HTTPRequest, following policy: RedirectPolicy
  ) async throws(HTTPError) -> (response: HTTPResponse, url: RequestURL) {
    var request = request
    for _ in 0...max(0, policy.redirectsMax) {
      let response = try await send(request)
      guard let next = try request.redirected(by: response) else { return (response, request.url) }
      request = next
    }
    throw request.cannotFollow("it points elsewhere more than \(policy.redirectsMax) times")
  }
}

extension HTTPRequest {
  /// Headers that say who asks, whether or not they were given as secrets.
  private static let credentialHeaders: Set<String> = ["authorization", "cookie"]

  /// The request that the answer asks for instead; nil where it asks for none.
  fileprivate func redirected(by response: HTTPResponse) throws(HTTPError) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status),
      let location = response.header("location")
    else { return nil }
    guard let target = url.resolving(location)?.withoutUserInfo else {
      throw cannotFollow("it points to what is no http or https address")
    }
    guard target.origin.scheme == .https || url.origin.scheme == .http else {
      throw cannotFollow("it points from https to http", .insecure)
    }
    var request = self
    request.url = target
    if response.status == 303 && method != .head || response.status <= 302 && method == .post {
      request.method = .get
      request.body = []
      request.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
    }
    if target.origin != url.origin {
      guard !isConfidential else {
        throw cannotFollow("it points a secret to another origin", .insecure)
      }
      request.signature = nil
      request.headers.removeAll {
        $0.isSecret || Self.credentialHeaders.contains($0.name.lowercased())
      }
    }
    return request
  }

  fileprivate func cannotFollow(
    _ detail: String, _ reason: HTTPError.Reason = .redirectRefused
  ) -> HTTPError {
    HTTPError(reason, url.origin, "the redirect is not followed: \(detail)", wasSent: true)
  }
}
