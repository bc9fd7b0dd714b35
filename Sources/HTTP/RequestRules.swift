import Model

extension HTTPRequest {
  /// Headers that the client writes itself; another value would contradict what is sent.
  private static let reservedHeaders: Set<String> = [
    "accept-encoding", "connection", "content-length", "expect", "host", "transfer-encoding",
    "user-agent",
  ]

  /// Throws where the request would leak a secret, or would not be what it says.
  func check() throws(HTTPError) {
    if holdsSecret, !url.origin.keepsSecrets {
      throw refused(.insecure, "a secret would be sent over http")
    }
    if method == .get || method == .head, !body.isEmpty {
      throw refused(.invalidRequest, "\(method.rawValue) has no body")
    }
    for header in headers { try check(header) }
    if let signature { try check(signature) }
  }

  func has(header name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }

  private func check(_ header: HTTPHeader) throws(HTTPError) {
    let isToken =
      !header.name.isEmpty
      && header.name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    guard isToken, !Self.reservedHeaders.contains(header.name.lowercased()) else {
      throw refused(.invalidRequest, "`\(header.name.escaped)` cannot be set as a header")
    }
    guard header.text.isPrintable else {
      throw refused(
        .invalidRequest, "the value of header `\(header.name)` has control characters")
    }
  }

  /// What libcurl's signer is known to sign wrongly is not sent at all.
  private func check(_ signature: SignatureV4) throws(HTTPError) {
    let scope = "\(signature.region)\(signature.service)".utf8
    let isScope = scope.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isScope, !signature.region.isEmpty, !signature.service.isEmpty else {
      throw refused(.invalidRequest, "region or service cannot stand in a signature")
    }
    let texts = [
      signature.accessKeyID, signature.secretAccessKey.reveal(),
      signature.sessionToken?.reveal() ?? "-",
    ]
    guard texts.allSatisfy({ !$0.isEmpty && $0.isPrintable }) else {
      throw refused(.invalidRequest, "an access key is empty or has control characters")
    }
    if signature.service != "s3", url.path.utf8.contains(UInt8(ascii: "%")) {
      throw refused(.invalidRequest, "a path with encoded characters cannot be signed")
    }
    let names = headers.map { $0.name.lowercased() } + ["authorization", "x-amz-security-token"]
    guard Set(names).count == names.count, headers.allSatisfy({ !$0.text.isEmpty }) else {
      throw refused(.invalidRequest, "a header is empty or given twice, and cannot be signed")
    }
  }

  private func refused(_ reason: HTTPError.Reason, _ detail: String) -> HTTPError {
    HTTPError(reason, url.origin, detail, wasSent: false)
  }
}

extension HTTPHeader {
  fileprivate var text: String {
    switch value {
    case .plain(let text): text
    case .secret(let secret): secret.reveal()
    }
  }
}

extension String {
  fileprivate var isPrintable: Bool {
    utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
  }

  fileprivate var escaped: String {
    String(unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) })
  }
}
