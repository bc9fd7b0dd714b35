import HTTP

/// The http(s) side of one remote: its address, our credential, redirects, retries and errors.
///
/// A class, because what is learnt with the first answer (a repository that was renamed, a
/// credential that is wanted) holds for the requests that follow.
final class SmartHTTP {
  enum Service: String {
    case receivePack = "git-receive-pack"
    case uploadPack = "git-upload-pack"
  }

  /// What kind of answer is expected; part of its content type.
  enum AnswerKind: String {
    case advertisement
    case result
  }

  private let access: RemoteAccess
  private let origin: Origin
  private var base: RequestURL
  /// Who gave the last answer: after a redirect, somebody else than was asked.
  private var answering: Origin
  private var login: RemoteLogin
  /// Whether the remote has said that it speaks the version 2 of git's protocol.
  var speaksVersion2 = false

  init(_ url: RequestURL, access: RemoteAccess, login: RemoteLogin) {
    self.access = access
    self.login = login
    origin = url.origin
    answering = url.origin
    base = url.withoutUserInfo
  }

  /// The service's first answer, `info/refs`; follows a renamed repository to its new address.
  func advertisement(
    of service: Service, _ operation: String
  ) async throws(RemoteError) -> [UInt8] {
    let asked = base.appending(path: "info", "refs").setting(
      query: [("service", service.rawValue)])
    var answeredBy = asked
    let response = try await read(operation) { headers throws(HTTPError) in
      let request = request(.get, asked, service, headers)
      let answer = try await access.client.send(request, following: RedirectPolicy())
      answeredBy = answer.url
      answering = answer.url.origin
      return answer.response
    }
    if answeredBy != asked { try move(to: answeredBy, after: asked, operation) }
    if let failure = failure(response, service, .advertisement, operation) { throw failure }
    return response.body
  }

  /// Sends a message that only reads, and gives the whole answer.
  func ask(
    _ service: Service, _ message: [UInt8], _ operation: String
  ) async throws(RemoteError) -> [UInt8] {
    let response = try await read(operation) { headers throws(HTTPError) in
      try await access.client.send(post(message, to: service, headers))
    }
    if let failure = failure(response, service, .result, operation) { throw failure }
    return response.body
  }

  /// Sends a message that only reads, and hands the answer on as it arrives.
  ///
  /// `take` is called again, for an answer from its beginning, where one broke off.
  func stream(
    _ service: Service, _ message: [UInt8], _ operation: String,
    take: (HTTPStream) async throws(HTTPError) -> Void
  ) async throws(RemoteError) {
    let head = try await read(operation) { headers throws(HTTPError) in
      var request = post(message, to: service, headers)
      request.limits.totalTimeout = access.limits.transferTimeout
      request.limits.bodyMax = access.limits.packBytesMax
      let stream = try await access.client.open(request)
      if isGit(stream.head, service, .result) { try await take(stream) }
      return stream.head
    }
    if let failure = failure(head, service, .result, operation) { throw failure }
  }

  /// Sends a push: once, whatever happens.
  ///
  /// Throws where the remote has certainly not acted. Gives a failure where it may have.
  func change(
    _ message: [UInt8], _ operation: String
  ) async throws(RemoteError) -> Result<[UInt8], RemoteError> {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await exchange { headers throws(HTTPError) in
        var request = post(message, to: .receivePack, headers)
        request.isSentOnce = true
        request.limits.totalTimeout = access.limits.transferTimeout
        request.limits.bodyMax = ReceivePack.reportBytesMax
        return try await access.client.send(request)
      }
    } catch {
      let failure = RemoteError(operation, error)
      if error.wasSent == false { throw failure }
      return .failure(failure)
    }
    guard let failure = failure(response, .receivePack, .result, operation) else {
      return .success(response.body)
    }
    if (400..<500).contains(response.status) { throw failure }
    return .failure(failure)
  }

  private func post(
    _ message: [UInt8], to service: Service, _ headers: [HTTPHeader]
  ) -> HTTPRequest {
    var request = request(.post, base.appending(path: service.rawValue), service, headers)
    request.headers += [
      HTTPHeader("Content-Type", "application/x-\(service.rawValue)-request"),
      HTTPHeader("Accept", "application/x-\(service.rawValue)-result"),
    ]
    request.body = message
    return request
  }

  private func request(
    _ method: HTTPRequest.Method, _ url: RequestURL, _ service: Service, _ headers: [HTTPHeader]
  ) -> HTTPRequest {
    var request = HTTPRequest(method, url, headers: headers)
    // Only fetching has a version 2; a push is always spoken in version 0.
    if service == .uploadPack { request.headers.append(HTTPHeader("Git-Protocol", "version=2")) }
    request.limits.connectTimeout = access.limits.connectTimeout
    request.limits.stallTimeout = access.limits.stallTimeout
    request.limits.totalTimeout = access.limits.listingTimeout
    request.limits.bodyMax = access.limits.listingBytesMax
    return request
  }
}

extension SmartHTTP {
  /// An exchange that changes nothing, and may be repeated.
  private func read(
    _ operation: String, _ attempt: ([HTTPHeader]) async throws(HTTPError) -> HTTPResponse
  ) async throws(RemoteError) -> HTTPResponse {
    do throws(HTTPError) {
      return try await exchange { headers throws(HTTPError) in
        try await access.retry.run { () throws(HTTPError) in try await attempt(headers) }
      }
    } catch {
      throw RemoteError(operation, error)
    }
  }

  /// Tries with the credential at hand, and with the others where the remote asks for one.
  private func exchange(
    _ attempt: ([HTTPHeader]) async throws(HTTPError) -> HTTPResponse
  ) async throws(HTTPError) -> HTTPResponse {
    var response = try await attempt(headers)
    while response.status == 401, answering == origin, await login.advance() {
      response = try await attempt(headers)
      await login.report(wasAccepted: response.status != 401)
    }
    return response
  }

  /// A credential goes to the scheme, host and port that it was meant for.
  private var headers: [HTTPHeader] { base.origin == origin ? login.current.headers : [] }

  /// Takes the address to which the remote has pointed us as its own, as git does.
  private func move(
    to answeredBy: RequestURL, after asked: RequestURL, _ operation: String
  ) throws(RemoteError) {
    let tail = "/info/refs"
    guard answeredBy.query == asked.query, answeredBy.path.hasSuffix(tail),
      let moved = RequestURL("\(answeredBy.origin)\(answeredBy.path.dropLast(tail.count))")
    else {
      throw RemoteError(
        .notUnderstood, operation,
        "the remote points to `\(answeredBy.origin)\(answeredBy.path)`, which is no repository",
        hint: "check the address; a sign-in page may be in between")
    }
    base = moved
  }

  private func isGit(
    _ response: HTTPResponse, _ service: Service, _ kind: AnswerKind
  ) -> Bool {
    let type = "application/x-\(service.rawValue)-\(kind.rawValue)"
    return response.status == 200 && response.header("content-type") == type
  }

  /// What an answer other than git's own means.
  private func failure(
    _ response: HTTPResponse, _ service: Service, _ kind: AnswerKind, _ operation: String
  ) -> RemoteError? {
    if isGit(response, service, kind) { return nil }
    if response.status == 200 {
      let type = SafeText.oneLine(response.header("content-type") ?? "of no type")
      return RemoteError(
        .notUnderstood, operation, "the answer is `\(type)`, not git's",
        hint: "check the address; a proxy or a sign-in page may be in between")
    }
    if response.status == 401 {
      if answering == origin {
        return RemoteError(.denied, operation, login.refusal, hint: login.hint)
      }
      return RemoteError(
        .denied, operation, "it is at \(answering) now, which asks for a credential (401)",
        hint: "a credential is not sent on to another place: use the new address")
    }
    return RemoteError(operation, status: response.status)
  }
}
