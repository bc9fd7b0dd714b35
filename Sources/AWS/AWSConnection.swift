package import HTTP
package import Model

/// What the module needs of the world: a client, how to try again, and the time of day.
package struct AWSConnection: Sendable {
  let http: HTTPClient
  /// Brings the clock to pause by and the randomness; how often is tried is decided here.
  let retry: RetryPolicy
  /// For what expires, and for the distance to AWS's clock.
  let now: @Sendable () -> Timestamp

  /// Opens nothing yet.
  package init(http: HTTPClient, retry: RetryPolicy, now: @escaping @Sendable () -> Timestamp) {
    self.http = http
    self.retry = retry
    self.now = now
  }
}
