import CLibcurl

/// The exchanges under way on one multi handle; lives on the thread of the loop only.
@safe
final class MultiDriver {
  private let multi: UnsafeMutableRawPointer
  private let configuration: HTTPConfiguration
  private var exchanges: [ObjectIdentifier: Exchange] = [:]

  init(_ multi: UnsafeMutableRawPointer, _ configuration: HTTPConfiguration) {
    unsafe self.multi = unsafe multi
    self.configuration = configuration
    let hostMax = configuration.connectionsPerHostMax
    unsafe ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, hostMax)
    let totalMax = configuration.connectionsMax
    unsafe ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, totalMax)
    unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, totalMax)
    unsafe ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
  }

  func add(_ transfer: Transfer) {
    guard !transfer.isCancelled else {
      return transfer.finish(.cancelled, "cancelled", wasSent: false)
    }
    guard let exchange = Exchange(transfer) else {
      return transfer.finish(.failed, "out of memory", wasSent: false)
    }
    guard exchange.prepare(configuration) else {
      return transfer.finish(.failed, "libcurl refuses the request", wasSent: false)
    }
    guard unsafe curl_multi_add_handle(multi, exchange.easy) == CURLM_OK else {
      return transfer.finish(.failed, "libcurl takes no request", wasSent: false)
    }
    exchanges[ObjectIdentifier(transfer)] = exchange
  }

  func cancel(_ transfer: Transfer) {
    guard let exchange = exchanges[ObjectIdentifier(transfer)] else { return }
    let wasSent = exchange.wasSent
    remove(exchange)
    transfer.finish(.cancelled, "cancelled", wasSent: wasSent)
  }

  /// Lets a stream go on whose task has taken what there was.
  func resume(_ transfer: Transfer) {
    guard let exchange = exchanges[ObjectIdentifier(transfer)] else { return }
    let code = unsafe curl_easy_pause(exchange.easy, CURLPAUSE_CONT)
    guard code != CURLE_OK else { return }
    // Libcurl hands over what it held back right here, and does not end the exchange if that fails.
    remove(exchange)
    exchange.finish(code)
  }

  /// Moves all exchanges forward as far as they go without waiting; gives false where libcurl
  /// cannot go on.
  func perform() -> Bool {
    var running: Int32 = 0
    guard unsafe curl_multi_perform(multi, &running) == CURLM_OK else { return false }
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      let result = unsafe ccurl_result(message)
      let exchange = unsafe Exchange.at(ccurl_context(message.pointee.easy_handle))
      remove(exchange)
      exchange.finish(result)
    }
    return true
  }

  /// Sleeps until something happens on a connection, the loop is woken, or a second has passed;
  /// gives false where libcurl cannot go on.
  func wait() -> Bool {
    unsafe curl_multi_poll(multi, nil, 0, 1_000, nil) == CURLM_OK
  }

  /// Ends all exchanges for a reason of ours.
  func endAll(_ reason: HTTPError.Reason, _ detail: String) {
    for exchange in exchanges.values {
      let wasSent = exchange.wasSent
      unsafe curl_multi_remove_handle(multi, exchange.easy)
      exchange.transfer.finish(reason, detail, wasSent: wasSent)
    }
    exchanges = [:]
  }

  private func remove(_ exchange: Exchange) {
    unsafe curl_multi_remove_handle(multi, exchange.easy)
    exchanges[ObjectIdentifier(exchange.transfer)] = nil
  }
}
