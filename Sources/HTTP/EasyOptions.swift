import CLibcurl
import Glibc
import Model

/// Writes options into an easy handle and remembers whether all were accepted.
@safe
struct EasyOptions {
  /// In bytes; larger than libcurl's own 16 kB, so that packs come in fewer pieces.
  static let receiveBufferSize = 64 << 10

  private let easy: UnsafeMutableRawPointer
  private(set) var areAllSet = true
  /// Must live as long as the handle.
  private(set) var headerList: UnsafeMutablePointer<curl_slist>?

  init(_ easy: UnsafeMutableRawPointer) {
    unsafe self.easy = unsafe easy
  }

  /// Everything that a request and the client's configuration decide.
  mutating func set(request: HTTPRequest, _ configuration: HTTPConfiguration) {
    setAddress(of: request)
    setSecurity(configuration)
    setProxy(for: request.url.origin, configuration.proxies)
    setLimits(request.limits)
    setBody(of: request)
    setHeaders(of: request)
    set(CURLOPT_USERAGENT, configuration.userAgent)
    set(CURLOPT_ACCEPT_ENCODING, "gzip")
    if let signature = request.signature { set(signature) }
  }

  private mutating func setAddress(of request: HTTPRequest) {
    set(CURLOPT_URL, request.url.text)
    set(CURLOPT_PROTOCOLS_STR, request.url.origin.scheme.rawValue)
    // The path that is signed is the path that is sent.
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_FRESH_CONNECT, request.isSentOnce ? 1 : 0)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    // Requests wait for the first connection, because it may be able to carry them all.
    set(CURLOPT_PIPEWAIT, request.url.origin.scheme == .https ? 1 : 0)
    // No signal handlers, which are the program's own.
    set(CURLOPT_NOSIGNAL, 1)
    // Giving up on a name must not wait for the resolver's thread, for all exchanges would.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_BUFFERSIZE, Self.receiveBufferSize)
    // A program started meanwhile must not hold the connection, nor be able to write to it.
    unsafe note(
      ccurl_set_socket_callback(easy) { _, socket, _ in
        fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR
      })
  }

  private mutating func setSecurity(_ configuration: HTTPConfiguration) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_PROXY_SSL_VERIFYPEER, 1)
    set(CURLOPT_PROXY_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    guard let caFile = configuration.caFile else { return }
    for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] { set(option, caFile) }
    // Otherwise the system's folder would still be trusted.
    for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] { unsafe set(option, pointer: nil) }
  }

  /// Sets all options in any case, because libcurl reads the environment for those left out.
  private mutating func setProxy(for origin: Origin, _ proxies: HTTPProxies) {
    set(CURLOPT_PROXY, proxies.proxy(for: origin)?.reveal() ?? "")
    set(CURLOPT_NOPROXY, proxies.bypass ?? "")
    // The headers of the proxy's own answer to CONNECT are not the server's.
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
  }

  private mutating func setLimits(_ limits: HTTPLimits) {
    set(CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeout.millisecondsAtLeastOne)
    set(CURLOPT_TIMEOUT_MS, limits.totalTimeout.millisecondsAtLeastOne)
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, max(1, limits.stallTimeout.millisecondsAtLeastOne / 1_000))
  }

  /// Names the method only where libcurl would not choose it by itself.
  private mutating func setBody(of request: HTTPRequest) {
    switch request.method {
    case .get: set(CURLOPT_HTTPGET, 1)
    case .head: set(CURLOPT_NOBODY, 1)
    case .post: setBody(request.body)
    case .put, .patch, .delete:
      set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
      if request.method != .delete || !request.body.isEmpty { setBody(request.body) }
    }
  }

  /// Copied into the handle, which needs to know the size before.
  private mutating func setBody(_ body: [UInt8]) {
    set(CURLOPT_POST, 1)
    let size = curl_off_t(body.count)
    note(unsafe ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, size))
    // Of no bytes an array may have no address, and without one libcurl reads standard input.
    let bytes = body.isEmpty ? [0] : body
    unsafe bytes.withUnsafeBytes { unsafe set(CURLOPT_COPYPOSTFIELDS, pointer: $0.baseAddress) }
  }

  private mutating func setHeaders(of request: HTTPRequest) {
    for header in request.headers {
      switch header.value {
      case .plain(let value): append(header: header.name, value)
      case .secret(let secret): append(header: header.name, secret.reveal())
      }
    }
    if let token = request.signature?.sessionToken {
      append(header: "X-Amz-Security-Token", token.reveal())
    }
    // A header that is suppressed would be signed all the same, but not sent.
    if request.signature == nil {
      appendHeader(line: "Expect:")
      if !request.has(header: "content-type") { appendHeader(line: "Content-Type:") }
    }
    unsafe note(ccurl_set_list(easy, CURLOPT_HTTPHEADER, headerList))
  }

  private mutating func append(header name: String, _ value: String) {
    appendHeader(line: value.isEmpty ? "\(name);" : "\(name): \(value)")
  }

  private mutating func appendHeader(line: String) {
    guard let longer = unsafe curl_slist_append(headerList, line) else {
      areAllSet = false
      return
    }
    unsafe headerList = unsafe longer
  }

  private mutating func set(_ signature: SignatureV4) {
    set(CURLOPT_AWS_SIGV4, "aws:amz:\(signature.region):\(signature.service)")
    set(CURLOPT_USERNAME, signature.accessKeyID)
    set(CURLOPT_PASSWORD, signature.secretAccessKey.reveal())
  }
}

// MARK: - One option

extension EasyOptions {
  private mutating func note(_ code: CURLcode) {
    if code != CURLE_OK { areAllSet = false }
  }

  private mutating func set(_ option: CURLoption, _ value: Int) {
    unsafe note(ccurl_set_long(easy, option, value))
  }

  private mutating func set(_ option: CURLoption, _ value: String) {
    unsafe note(ccurl_set_string(easy, option, value))
  }

  mutating func set(_ option: CURLoption, pointer: UnsafeRawPointer?) {
    unsafe note(ccurl_set_pointer(easy, option, pointer))
  }

  mutating func set(_ option: CURLoption, callback: @escaping curl_write_callback) {
    unsafe note(ccurl_set_callback(easy, option, callback))
  }
}

extension Duration {
  /// Rounded down, but never 0, which would mean no limit.
  fileprivate var millisecondsAtLeastOne: Int {
    let (seconds, attoseconds) = components
    guard seconds < Int64(Int32.max) / 1_000 else { return Int(Int32.max) }
    return max(1, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
