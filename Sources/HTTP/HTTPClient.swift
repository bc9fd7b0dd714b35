/// Sends requests.
///
/// All exchanges share one thread, one pool of connections and one cache of TLS sessions. TLS is
/// always verified, and no redirect is followed unless asked for.
package final class HTTPClient: Sendable {
  package let configuration: HTTPConfiguration
  private let loop: MultiLoop

  /// Starts nothing yet: library and thread start with the first request.
  package init(configuration: HTTPConfiguration) {
    self.configuration = configuration
    loop = MultiLoop(configuration)
  }

  deinit { loop.close() }

  /// Ends all exchanges with `.closed`, and the thread; happens by itself with the last reference.
  package func close() { loop.close() }

  /// One exchange: no retry, no redirect followed, any status is an answer.
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try request.check()
    let transfer = Transfer(bounded(request), isStream: false)
    await wait(for: .end, of: transfer, starting: true)
    return try transfer.response()
  }

  /// One exchange whose body is taken in pieces, for answers too large to hold.
  ///
  /// Gives status and headers as soon as they are there. `limits.totalTimeout` counts to the end
  /// of the body, the time included in which nobody takes.
  package func open(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStream {
    try request.check()
    let transfer = Transfer(bounded(request), isStream: true)
    await wait(for: .head, of: transfer, starting: true)
    return HTTPStream(head: try transfer.head(), transfer, self)
  }

  private func bounded(_ request: HTTPRequest) -> HTTPRequest {
    guard let most = configuration.totalTimeoutMax else { return request }
    var request = request
    request.limits.totalTimeout = min(request.limits.totalTimeout, most)
    return request
  }

  /// Returns once it is there, or the exchange has ended, by cancellation too.
  func wait(for wanted: Transfer.Wanted, of transfer: Transfer, starting: Bool = false) async {
    await withTaskCancellationHandler {
      if starting { loop.start(transfer) }
      await transfer.wait(for: wanted)
    } onCancel: {
      loop.cancel(transfer)
    }
  }

  func cancel(_ transfer: Transfer) { loop.cancel(transfer) }

  func resume(_ transfer: Transfer) { loop.resume(transfer) }
}
