package import HTTP
package import Model

/// The way to GitHub's REST API: whose it is, as whom, and how often is tried.
package struct GitHubConnection: Sendable {
  let http: HTTPClient
  /// Where the API begins, such as `https://api.github.com`.
  package let address: RequestURL
  /// Belongs to the address's origin and is sent nowhere else.
  var token: Secret?
  /// How reads are tried again; what changes something is sent once.
  let retry: RetryPolicy
  /// For limits that end at a time of day.
  let now: @Sendable () -> Timestamp
  /// Gives each write its turn; nil where nothing is written, or nothing is to slow it down.
  let pacer: WritePacer?
  /// Who the token belongs to, where that is known without asking.
  package var login: String?

  /// Opens nothing yet.
  package init(
    http: HTTPClient, address: RequestURL, token: Secret?, retry: RetryPolicy,
    now: @escaping @Sendable () -> Timestamp, pacer: WritePacer? = nil
  ) {
    self.http = http
    self.address = address
    self.token = token
    self.retry = retry
    self.now = now
    self.pacer = pacer
  }

  /// Takes the address from `GITHUB_API_URL` or else `GITHUB_SERVER_URL`; an empty variable counts
  /// as none.
  package init(
    environment: [String: String], http: HTTPClient, token: Secret?, retry: RetryPolicy,
    now: @escaping @Sendable () -> Timestamp, pacer: WritePacer? = nil
  ) throws(GitHubError) {
    self.init(
      http: http, address: try Self.address(in: environment), token: token, retry: retry, now: now,
      pacer: pacer)
  }

  /// The address of something of the API.
  func address(of path: [String]) -> RequestURL {
    path.reduce(address) { $0.appending(path: $1) }
  }

  /// Whether requests are made as somebody.
  package var hasToken: Bool { token != nil }

  private static let publicServer = "https://github.com"
  private static let publicAddress = "https://api.github.com"

  /// Where the API begins, by the variables.
  ///
  /// A server of one's own has its API below `/api/v3`; asking GitHub's in its place would show it
  /// a token that it must not see.
  package static func address(
    in environment: [String: String]
  ) throws(GitHubError) -> RequestURL {
    let value = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let ownServer = value("GITHUB_SERVER_URL").flatMap { $0 == publicServer ? nil : $0 }
    if let ownServer, value("GITHUB_API_URL") == nil {
      guard let url = RequestURL(ownServer) else { throw .unusableAddress(in: "GITHUB_SERVER_URL") }
      return url.appending(path: "api", "v3")
    }
    guard let url = RequestURL(value("GITHUB_API_URL") ?? publicAddress) else {
      throw .unusableAddress(in: "GITHUB_API_URL")
    }
    return url
  }
}
