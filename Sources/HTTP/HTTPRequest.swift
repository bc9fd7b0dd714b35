package import Model

/// What is asked of a server.
package struct HTTPRequest: Sendable {
  /// The methods in use.
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  package var method: Method
  package var url: RequestURL
  /// Header lines besides those that the client writes itself (host, lengths, encodings).
  package var headers: [HTTPHeader]
  /// Sent whole, with its length; must be empty for `get` and `head`.
  package var body: [UInt8]
  /// Where set, the request is signed with AWS Signature Version 4.
  package var signature: SignatureV4?
  package var limits = HTTPLimits()
  /// Whether the address or the body holds a secret, such as a password that is exchanged for a
  /// token; it is then guarded as a secret header is.
  package var isConfidential = false
  /// Whether the request must not leave the process a second time by itself.
  ///
  /// Libcurl repeats a request, of any method, when a kept-alive connection turns out to be dead.
  /// With this set the request gets a connection of its own, for which libcurl never does that.
  package var isSentOnce = false

  package init(
    _ method: Method, _ url: RequestURL, headers: [HTTPHeader] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// Whether it may travel only where nobody can read it.
  package var holdsSecret: Bool {
    signature != nil || isConfidential || headers.contains { $0.isSecret }
  }
}

/// One header line; its value may be a secret, which no log shows.
package struct HTTPHeader: Sendable {
  /// What may be read by anybody, and what may not.
  package enum Value: Sendable {
    case plain(String)
    case secret(Secret)
  }

  package let name: String
  package let value: Value

  /// A header that anybody may read.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = .plain(value)
  }

  /// A header that goes to its origin alone, and never over http except to this machine.
  package init(_ name: String, secret: Secret) {
    self.name = name
    self.value = .secret(secret)
  }

  /// Whether its value is a secret.
  package var isSecret: Bool {
    switch value {
    case .plain: false
    case .secret: true
    }
  }
}

/// How long, and how much.
package struct HTTPLimits: Sendable {
  /// Until the connection stands, TLS included.
  package var connectTimeout: Duration = .seconds(10)
  /// For the whole exchange.
  package var totalTimeout: Duration = .seconds(60)
  /// For a silence; in whole seconds, at least one.
  ///
  /// Libcurl sees one up to six seconds late, because it looks at the average speed.
  package var stallTimeout: Duration = .seconds(30)
  /// The largest body taken, in bytes, after decompression.
  package var bodyMax: Int = 64 << 20

  package init() {}
}

/// AWS Signature Version 4: who signs, for which service in which region.
package struct SignatureV4: Sendable {
  package var accessKeyID: String
  package var secretAccessKey: Secret
  package var sessionToken: Secret?
  package var region: String
  /// The signing name, such as `iam` or `access-analyzer`.
  package var service: String

  package init(
    accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret?, region: String,
    service: String
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.region = region
    self.service = service
  }
}
