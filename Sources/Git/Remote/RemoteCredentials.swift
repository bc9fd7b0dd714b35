package import HTTP
package import Model
package import Programs
import Signing

/// What a remote is for, which decides what it may be shown.
package enum RemotePurpose: Sendable {
  /// The archive itself: what a run pushes to.
  case archive
  /// Another archive that is followed; it never gets `GITHUB_TOKEN`.
  case source
}

/// The credentials of a run for git over http(s), each of which belongs to one scheme, host and
/// port.
package struct RemoteCredentials: Sendable {
  /// `GITHUB_TOKEN` or `GH_TOKEN`.
  package var token: Secret?
  /// The scheme, host and port of `GITHUB_SERVER_URL`, the only ones that get the token.
  package var tokenOrigin: Origin?
  /// The variables that `git credential` is run with; where they name no git, it is not run.
  package var environment: [String: String]
  /// How long a credential helper may take.
  package var helperLimits = Program.Limits()

  /// Without token, and without asking anybody.
  package init() {
    environment = [:]
  }

  /// Reads `GITHUB_TOKEN` or `GH_TOKEN`, and `GITHUB_SERVER_URL`.
  ///
  /// That is `https://github.com` where it is not set; where it is no http(s) address, nobody gets
  /// the token.
  package init(environment: [String: String]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    token = value("GITHUB_TOKEN", "GH_TOKEN").map { Secret($0) }
    tokenOrigin = RequestURL(value("GITHUB_SERVER_URL") ?? "https://github.com")?.origin
    self.environment = environment
  }
}

/// A credential on its way into a request.
struct RemoteAuthorization: Sendable {
  /// The header lines; empty where there is no credential.
  var headers: [HTTPHeader] = []
  /// Where it comes from, for messages: "the address" or "`GITHUB_TOKEN`".
  var source: String?

  static let none = RemoteAuthorization()

  static func basic(_ user: String, _ password: Secret, from source: String) -> Self {
    let value = Encodings.base64(Array("\(user):\(password.reveal())".utf8))
    return Self(
      headers: [HTTPHeader("Authorization", secret: Secret("Basic \(value)"))], source: source)
  }
}

extension RemoteCredentials {
  /// The credential that is sent at once; the helper is asked only after the remote has refused.
  ///
  /// The first of: user and password of the address, the token, git's extra headers.
  func authorization(
    for url: RequestURL, purpose: RemotePurpose, extraHeaders: ExtraHeaders
  ) -> RemoteAuthorization {
    if let info = url.userInfo, let password = info.password {
      return .basic(info.user, password, from: "the address")
    }
    // Elsewhere the client would refuse to send it, where without it the remote may well answer.
    guard url.origin.scheme == .https || url.origin.isLoopback else { return .none }
    if purpose == .archive, let token, url.origin == tokenOrigin {
      return .basic("x-access-token", token, from: "`GITHUB_TOKEN`")
    }
    guard var parts = URLParts(url.text) else { return .none }
    parts.user = url.userInfo?.user
    let headers = extraHeaders.lines(for: parts).compactMap(HTTPHeader.init(line:))
    return headers.isEmpty
      ? .none : RemoteAuthorization(headers: headers, source: "`http.<url>.extraHeader`")
  }
}

extension HTTPHeader {
  /// Reads a header line, all of which is a secret; gives nil where it is none.
  fileprivate init?(line: Secret) {
    let parts = line.reveal().split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    self.init(
      String(parts[0]), secret: Secret(String(parts[1].drop { $0 == " " })))
  }
}
