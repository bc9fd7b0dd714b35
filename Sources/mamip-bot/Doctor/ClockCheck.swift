import Configuration
import GitHub
import HTTP
import Model

extension DoctorCheck {
  /// This machine's clock agrees with that of the service it talks to.
  static let clock = DoctorCheck("clock") { examination async throws(Diagnosis) in
    let url = try clockAddress(examination)
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await examination.live.http.send(HTTPRequest(.head, url))
    } catch {
      throw .skipped("cannot ask for the time: \(error)")
    }
    guard let date = response.date else { throw .skipped("\(url.origin) does not tell the time") }
    let offset = date.seconds - examination.now().seconds
    let state =
      abs(offset) <= ClockLimits.noticeable
      ? "agrees with \(url.origin)"
      : "is \(TimeSpan(seconds: offset)) \(offset > 0 ? "behind" : "ahead of") \(url.origin)"
    let advice = "set the clock, by NTP for example"
    switch abs(offset) {
    case ..<ClockLimits.worrying: return .good(state)
    case ..<ClockLimits.refused: throw .warning(state, hint: advice)
    default: throw .bad(state, hint: "\(advice): AWS refuses requests of another time")
    }
  }

  /// The service that a run asks, or GitHub, which tells the time as well.
  private static func clockAddress(
    _ examination: Examination
  ) throws(Diagnosis) -> RequestURL {
    var text: String?
    do throws(Diagnosis) {
      let source = try examination.source()
      switch source.kind {
      case .iam:
        text =
          examination.variable("AWS_ENDPOINT_URL_IAM")
          ?? examination.variable("AWS_ENDPOINT_URL") ?? "https://iam.amazonaws.com"
      case .url where source.text.lowercased().hasPrefix("http"): text = source.text
      case .url, .path: text = nil
      }
    } catch {
      // Without a source, which has a check of its own, GitHub's clock is as good.
      text = nil
    }
    if let url = text.flatMap({ RequestURL($0) }) { return url.withoutUserInfo }
    return try Diagnosis.during { try GitHubConnection.address(in: examination.live.environment) }
  }
}

/// In seconds.
private enum ClockLimits {
  /// The time comes in whole seconds, and takes a moment to get here.
  static let noticeable: Int64 = 2
  static let worrying: Int64 = 60
  /// From here on AWS takes no signature.
  static let refused: Int64 = 300
}
