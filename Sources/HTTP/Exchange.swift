import CLibcurl

/// The libcurl side of a transfer; lives on the thread of the loop only.
@safe
final class Exchange {
  /// The longest status line and headers taken, in bytes.
  static let headMax = 256 << 10

  let transfer: Transfer
  let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var response = HTTPResponse(status: 0, headers: [], body: [])
  private var headLength = 0
  private var isHeadComplete = false
  private var received = 0
  /// Why a callback stopped the exchange.
  private var refusal: (reason: HTTPError.Reason, detail: String)?

  /// Gives nil where memory is out.
  init?(_ transfer: Transfer) {
    guard let easy = unsafe curl_easy_init() else { return nil }
    self.transfer = transfer
    unsafe self.easy = unsafe easy
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    unsafe curl_easy_cleanup(easy)
    unsafe curl_slist_free_all(headerList)
    unsafe errorText.deallocate()
  }

  /// Writes the request and everything that holds for it into the handle; gives false where
  /// libcurl refuses something.
  func prepare(_ configuration: HTTPConfiguration) -> Bool {
    var options = unsafe EasyOptions(easy)
    options.set(request: transfer.request, configuration)
    unsafe headerList = options.headerList
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe options.set(CURLOPT_ERRORBUFFER, pointer: errorText)
    unsafe options.set(CURLOPT_PRIVATE, pointer: context)
    unsafe options.set(CURLOPT_HEADERDATA, pointer: context)
    unsafe options.set(CURLOPT_WRITEDATA, pointer: context)
    unsafe options.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      unsafe Exchange.at(context).receiveHeader(bytes, size * count)
    }
    unsafe options.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      unsafe Exchange.at(context).receiveBody(bytes, size * count)
    }
    return options.areAllSet
  }

  /// The exchange whose address libcurl was given.
  static func at(_ context: UnsafeMutableRawPointer?) -> Exchange {
    guard let context = unsafe context else { preconditionFailure("libcurl passes it back") }
    return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  }

  /// What libcurl's final word means.
  func finish(_ code: CURLcode) {
    guard code != CURLE_OK else { return transfer.finish(.success(())) }
    if let refusal {
      return transfer.finish(refusal.reason, refusal.detail, wasSent: true)
    }
    let reported = unsafe String(cString: errorText)
    let text = unsafe reported.isEmpty ? String(cString: curl_easy_strerror(code)) : reported
    let wasSent = wasSent
    var reason = HTTPError.Reason(code)
    // What broke before the request was written, such as a proxy's tunnel, never stood.
    if reason == .interrupted, wasSent == false { reason = .connectionFailed }
    transfer.finish(reason, HTTPError.detail(text), wasSent: wasSent)
  }

  /// Libcurl notes the time at which it was about to write the request.
  var wasSent: Bool? {
    if response.status != 0 { return true }
    var time: curl_off_t = 0
    let code = unsafe ccurl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &time)
    return code == CURLE_OK && time == 0 ? false : nil
  }
}

// MARK: - Receiving

extension Exchange {
  private func receiveHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    // What comes after the body, the trailers of a chunked answer, is of no use.
    guard !isHeadComplete else { return count }
    headLength += count
    guard headLength <= Self.headMax else {
      refusal = (.tooLarge, "the headers are longer than \(Self.headMax) bytes")
      return 0
    }
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    unsafe read(line: String(decoding: line, as: UTF8.self))
    return count
  }

  private func read(line: String) {
    let text = line.utf8.last == UInt8(ascii: "\n") ? line.trimmingLineEnd : Substring(line)
    if text.isEmpty {
      // An interim answer, such as 100, is followed by another head.
      isHeadComplete = response.status >= 200
      if isHeadComplete { transfer.deliver(head: response) }
    } else if text.hasPrefix("HTTP/") {
      let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      response = HTTPResponse(status: status ?? 0, headers: [], body: [])
    } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let value = text[text.utf8.index(after: colon)...]
      response.headers.append((text[..<colon].lowercased(), String(value.trimmingBlanks)))
    }
  }

  private func receiveBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    let bodyMax = transfer.request.limits.bodyMax
    guard count <= bodyMax - received else {
      refusal = (.tooLarge, "the answer is longer than \(bodyMax) bytes")
      return 0
    }
    switch unsafe transfer.deliver(UnsafeRawBufferPointer(start: bytes, count: count)) {
    case .taken:
      received += count
      return count
    case .refusedForNow:
      return Int(CURL_WRITEFUNC_PAUSE)
    }
  }
}

extension String {
  fileprivate var trimmingLineEnd: Substring {
    let bytes = utf8.dropLast()
    return Substring(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = utf8.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map { start.index(after: $0) } ?? start.startIndex
    return Substring(start[..<end])
  }
}
