import HTTP
import Model

extension DeliveryOutcome {
  /// What an exchange without an answer means: where the service has not seen the request, it is
  /// not delivered; else nobody knows.
  init(_ error: HTTPError) {
    let reason = "\(error)"
    self =
      error.wasSent == false
      ? .notDelivered(reason: reason, retryAfter: nil) : .inDoubt(reason: reason)
  }

  /// What an answer means that is no success, in a line that says what the service said.
  ///
  /// A service that says no has not taken the message; one that has failed may have.
  init(refusal response: HTTPResponse, by origin: Origin, saying text: String, wait: Duration?) {
    let said = text.isEmpty ? "" : ": `\(text)`"
    let reason = "\(origin) answered \(response.status)\(said)"
    self =
      response.status < 500
      ? .notDelivered(reason: reason, retryAfter: wait ?? response.retryAfter)
      : .inDoubt(reason: reason)
  }

  /// What a good status with another body than the service's own means: a page on the way.
  init(unreadable response: HTTPResponse, from origin: Origin) {
    let type = response.header("content-type").map { "`\(SafeText.line($0))`" } ?? "of unknown type"
    self = .inDoubt(reason: "\(origin) answered \(response.status) with a page \(type)")
  }
}
