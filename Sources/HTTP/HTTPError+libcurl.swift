import CLibcurl

extension HTTPError.Reason {
  /// Libcurl's codes, by what they mean to a caller.
  init(_ code: CURLcode) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .nameNotResolved
    case CURLE_COULDNT_CONNECT, CURLE_PROXY, CURLE_INTERFACE_FAILED:
      self = .connectionFailed
    case CURLE_OPERATION_TIMEDOUT:
      self = .timedOut
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_SHUTDOWN_FAILED:
      self = .tlsFailed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
      CURLE_HTTP2, CURLE_HTTP2_STREAM:
      self = .interrupted
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
      self = .malformed
    case CURLE_URL_MALFORMAT:
      self = .invalidRequest
    case CURLE_FILESIZE_EXCEEDED:
      self = .tooLarge
    default:
      self = .failed
    }
  }
}

extension HTTPError {
  /// Libcurl's text in the form of ours: one line, a small letter first, no full stop.
  static func detail(_ text: String) -> String {
    var scalars = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
    while scalars.last == "." || scalars.last == " " { scalars.removeLast() }
    let isAcronym = scalars.count > 1 && scalars[1].properties.isUppercase
    var detail = String.UnicodeScalarView()
    detail.append(contentsOf: scalars)
    let line = String(detail)
    return isAcronym ? line : line.prefix(1).lowercased() + line.dropFirst()
  }
}
