import HTTP
package import Model
import PolicyLanguage

/// Who posts on Bluesky: where the account is, its name, and an app password.
package struct BlueskyAccount: Sendable {
  let service: BlueskyHost
  let identifier: String
  let password: Secret

  /// Gives nil where the service is no address that keeps a secret, such as
  /// `https://bsky.social`.
  package init?(service: String, identifier: String, password: Secret) {
    guard let host = BlueskyHost(service) else { return nil }
    self.service = host
    self.identifier = identifier
    self.password = password
  }
}

/// A server of the AT Protocol.
struct BlueskyHost: Sendable, Equatable {
  let url: RequestURL

  init?(_ text: String) {
    guard let url = RequestURL(text), url.origin.keepsSecrets, url.userInfo == nil else {
      return nil
    }
    self.url = url
  }

  /// Where a method is called.
  func method(_ name: String) -> RequestURL { url.appending(path: "xrpc", name) }
}

/// The login of one run: made when it is first needed, and renewed when it has run out.
actor BlueskyLogin {
  /// What a session gives.
  struct Access: Sendable, Equatable {
    let did: String
    /// The server that has the account's records.
    let host: BlueskyHost
    let token: Secret
    let renewalToken: Secret
  }

  /// Why nobody is logged in.
  struct Failure: Error {
    let reason: String
    let retryAfter: Duration?
  }

  private let account: BlueskyAccount
  private let http: HTTPClient
  private let now: @Sendable () -> Timestamp
  private var access: Access?

  init(_ account: BlueskyAccount, http: HTTPClient, now: @escaping @Sendable () -> Timestamp) {
    self.account = account
    self.http = http
    self.now = now
  }

  /// The session of this run.
  func session() async throws(Failure) -> Access {
    if let access { return access }
    return try await logIn()
  }

  /// Another session in place of one whose token has run out.
  func session(replacing old: Access) async throws(Failure) -> Access {
    if let access, access != old { return access }
    var request = HTTPRequest(
      .post, account.service.method("com.atproto.server.refreshSession"),
      headers: [
        HTTPHeader("Authorization", secret: Secret("Bearer \(old.renewalToken.reveal())"))
      ])
    request.isConfidential = true
    let response = try await send(request)
    guard response.status == 200, let renewed = Access(response, at: account.service) else {
      access = nil
      return try await logIn()
    }
    access = renewed
    return renewed
  }

  private func logIn() async throws(Failure) -> Access {
    let body = JSONWriter.compact([
      "identifier": .string(account.identifier), "password": .string(account.password.reveal()),
    ])
    var request = HTTPRequest(
      .post, account.service.method("com.atproto.server.createSession"),
      headers: [HTTPHeader("Content-Type", "application/json")], body: body)
    request.isConfidential = true
    let response = try await send(request)
    guard response.status == 200 else { throw refused(response) }
    guard let access = Access(response, at: account.service) else {
      throw Failure(
        reason: "cannot log in: the answer of \(account.service.url.origin) is no session",
        retryAfter: nil)
    }
    self.access = access
    return access
  }

  private func send(_ request: HTTPRequest) async throws(Failure) -> HTTPResponse {
    do throws(HTTPError) {
      return try await http.send(request)
    } catch {
      throw Failure(reason: "cannot log in: \(error)", retryAfter: nil)
    }
  }

  private func refused(_ response: HTTPResponse) -> Failure {
    let said = response.blueskyError(hiding: [account.password])
    let advice = response.status == 401 ? "; check the identifier and the app password" : ""
    return Failure(
      reason: "cannot log in: \(account.service.url.origin) answered \(response.status)"
        + (said.isEmpty ? "" : ": `\(said)`") + advice,
      retryAfter: response.blueskyWait(at: now()))
  }
}

extension BlueskyLogin.Access {
  /// Reads a session; the account's own server stands in its document, where there is one.
  fileprivate init?(_ response: HTTPResponse, at service: BlueskyHost) {
    guard let session = response.object, let did = session["did"]?.string,
      let token = session["accessJwt"]?.string, let renewal = session["refreshJwt"]?.string
    else { return nil }
    self.did = did
    self.token = Secret(token)
    renewalToken = Secret(renewal)
    let own = session["didDoc"]?["service"]?.elements.first {
      $0["id"]?.string?.hasSuffix("#atproto_pds") ?? false
    }
    host = own?["serviceEndpoint"]?.string.flatMap { BlueskyHost($0) } ?? service
  }
}

extension HTTPResponse {
  /// The service's own word and sentence; empty where a page came in their place.
  func blueskyError(hiding secrets: [Secret]) -> String {
    let words = [object?["error"]?.string, object?["message"]?.string].compactMap(\.self)
    return Redaction(secrets).line(words.joined(separator: ": "))
  }

  /// How long to wait, by the end of the allowance, which is a time of day.
  func blueskyWait(at now: Timestamp) -> Duration? {
    if let retryAfter { return retryAfter }
    guard status == 429, let reset = header("ratelimit-reset").flatMap({ Int64($0) }) else {
      return nil
    }
    return .seconds(min(max(0, reset - (date ?? now).seconds), Self.blueskyWaitMax))
  }

  /// The longest allowance is by the day.
  private static let blueskyWaitMax: Int64 = 86_400
}
