package import HTTP

/// What all remotes of a run share: the client, the credentials, and how long things may take.
package struct RemoteAccess: Sendable {
  package var client: HTTPClient
  package var credentials: RemoteCredentials
  /// How reads are repeated; a push is never repeated blindly.
  package var retry: RetryPolicy
  package var limits = RemoteLimits()
  /// How we name ourselves in git's protocol, such as `mamip-bot/1.0.0`.
  package var agent: String

  /// Takes the agent's name from the client's `User-Agent`.
  package init(client: HTTPClient, credentials: RemoteCredentials, retry: RetryPolicy) {
    self.client = client
    self.credentials = credentials
    self.retry = retry
    // The protocol ends a capability at a space, and allows printable ASCII only.
    let word = client.configuration.userAgent.utf8.prefix { (0x21...0x7E).contains($0) }
    agent = String(decoding: word, as: UTF8.self)
  }
}

/// How long a remote over http(s) may take, and how much it may send.
package struct RemoteLimits: Sendable {
  /// Until the connection stands.
  package var connectTimeout: Duration = .seconds(10)
  /// For a silence in the middle of an answer.
  package var stallTimeout: Duration = .seconds(60)
  /// For the list of references.
  package var listingTimeout: Duration = .seconds(120)
  /// For a pack in either direction, the server's hooks included.
  package var transferTimeout: Duration = .seconds(1_800)
  /// The largest list of references, in bytes.
  package var listingBytesMax = 128 << 20
  /// The largest pack that is taken, in bytes.
  package var packBytesMax = 4 << 30

  /// The defaults.
  package init() {}
}
