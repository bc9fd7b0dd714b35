package import Model

/// What holds for every request of a client.
package struct HTTPConfiguration: Sendable {
  /// Sent as `User-Agent`, such as `mamip-bot/1.0.0`.
  package var userAgent: String
  package var proxies = HTTPProxies()
  /// A PEM file of the certificates to trust instead of the system's.
  package var caFile: String?
  /// How many connections to one scheme, host and port are open at a time; more requests wait.
  package var connectionsPerHostMax = 16
  /// How many connections are open at a time altogether.
  package var connectionsMax = 64
  /// No exchange takes longer, whatever its request allows; nil bounds none.
  package var totalTimeoutMax: Duration?

  package init(userAgent: String) {
    self.userAgent = userAgent
  }
}

/// Which proxy a request goes through, by the variables that curl and git obey.
///
/// Requests to this machine and to AWS's metadata addresses never go through a proxy: over plain
/// http it would read their secrets.
package struct HTTPProxies: Sendable {
  /// For https; may hold a password.
  package var https: Secret?
  /// For http; may hold a password.
  package var http: Secret?
  /// Hosts that are reached directly: curl's list of names, suffixes and networks, or `*`.
  package var bypass: String?

  /// No proxy at all.
  package init() {}

  /// Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, or the same in upper case.
  ///
  /// `HTTP_PROXY` does not count, because a CGI server sets it from the header `Proxy:`.
  package init(environment: [String: String]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    let all = value("all_proxy", "ALL_PROXY")
    https = (value("https_proxy", "HTTPS_PROXY") ?? all).map { Secret($0) }
    http = (value("http_proxy") ?? all).map { Secret($0) }
    bypass = value("no_proxy", "NO_PROXY")
  }

  /// The proxy on the way to an origin, unless `bypass` names it; nil where there is none.
  package func proxy(for origin: Origin) -> Secret? {
    guard !origin.isLoopback, !origin.isMetadataService else { return nil }
    return switch origin.scheme {
    case .http: http
    case .https: https
    }
  }
}
