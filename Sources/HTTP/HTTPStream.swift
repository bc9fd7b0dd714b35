/// An answer whose body is taken piece by piece; the server waits while nobody takes.
///
/// When it is let go before its end, the exchange is cancelled.
package final class HTTPStream: Sendable {
  /// Status and headers; its body is empty.
  package let head: HTTPResponse
  private let transfer: Transfer
  private let client: HTTPClient

  init(head: HTTPResponse, _ transfer: Transfer, _ client: HTTPClient) {
    self.head = head
    self.transfer = transfer
    self.client = client
  }

  deinit { client.cancel(transfer) }

  /// The next piece of the body, never empty; nil at the end of a complete body.
  ///
  /// Takes one caller at a time. A body that is cut short throws.
  package func next() async throws(HTTPError) -> [UInt8]? {
    await client.wait(for: .piece, of: transfer)
    let (piece, wasPaused) = try transfer.takePiece()
    if wasPaused { client.resume(transfer) }
    return piece
  }
}
