import HTTP
import Logging
import Model

extension Live {
  /// No heartbeat takes longer.
  private static let heartbeatTimeMax = Duration.seconds(10)

  /// Tells whoever waits for it that a run is complete; they raise the alarm when none comes.
  ///
  /// The run is done: a heartbeat that is not heard is a warning, and the address, which is a
  /// secret, is not in it.
  func beat() async {
    do {
      guard let address = try await secret("MAMIP_HEARTBEAT_URL") else { return }
      if let problem = await problem(beatingTo: address) {
        log.warning("the heartbeat was not heard: \(problem)")
      }
    } catch {
      log.warning("the heartbeat was not sent: \(error)")
    }
  }

  private func problem(beatingTo address: Secret) async -> String? {
    guard let url = RequestURL(address.reveal()) else {
      return "MAMIP_HEARTBEAT_URL is not an http or https address"
    }
    var request = HTTPRequest(.get, url.withoutUserInfo)
    request.isConfidential = true
    request.limits.totalTimeout = Self.heartbeatTimeMax
    do throws(HTTPError) {
      let response = try await http.send(request)
      return response.status < 400 ? nil : "the answer was \(response.status)"
    } catch {
      return error.detail
    }
  }
}
