/// How often a request is tried, and how long is waited in between: exponential back-off with
/// full jitter, and the server's `Retry-After` where it gives one.
package struct RetryPolicy: Sendable {
  /// What to do with an outcome.
  package enum Verdict: Sendable, Equatable {
    /// It is the result, good or bad.
    case accept
    /// Try again, after the server's `Retry-After` or else the back-off.
    case retry
    /// Try again after this time, known from elsewhere than `Retry-After`.
    case retryAfter(Duration)
  }

  /// What came of one try.
  package typealias Outcome = Result<HTTPResponse, HTTPError>

  /// All tries counted, the first included.
  package var attemptsMax = 3
  /// The back-off after the first try, which doubles with each further one.
  package var backoffFirst: Duration = .seconds(1)
  /// The longest back-off.
  package var backoffMax: Duration = .seconds(20)
  /// The longest wait that a server may ask for; where it asks for more, its answer is the result.
  package var retryAfterMax: Duration = .seconds(60)
  package var clock: any Clock<Duration>
  /// Gives numbers of `0..<1`.
  package var random: @Sendable () -> Double

  package init(clock: any Clock<Duration>, random: @escaping @Sendable () -> Double) {
    self.clock = clock
    self.random = random
  }

  /// The verdict on a request that may be repeated: connection errors, 429, 500, 502, 503 and 504
  /// are tried again.
  package static func transient(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .success(let response):
      [429, 500, 502, 503, 504].contains(response.status) ? .retry : .accept
    case .failure(let error):
      switch error.reason {
      case .nameNotResolved, .connectionFailed, .timedOut, .interrupted: .retry
      case .tlsFailed, .malformed, .tooLarge, .insecure, .redirectRefused, .invalidRequest,
        .cancelled, .closed, .failed:
        .accept
      }
    }
  }

  /// Tries until the verdict is `accept`, the tries are used up, or the task is cancelled.
  package func run(
    judging verdict: (Outcome) -> Verdict = RetryPolicy.transient,
    _ attempt: () async throws(HTTPError) -> HTTPResponse
  ) async throws(HTTPError) -> HTTPResponse {
    var tries = 1
    while true {
      let outcome = await Self.outcome(of: attempt)
      guard tries < attemptsMax, let delay = delay(verdict(outcome), outcome, after: tries)
      else { return try outcome.get() }
      do {
        try await clock.sleep(for: delay)
      } catch {
        // Only a cancelled task wakes early, and there a try ends at once with that error.
        return try await attempt()
      }
      tries += 1
    }
  }

  private static func outcome(
    of attempt: () async throws(HTTPError) -> HTTPResponse
  ) async -> Outcome {
    do throws(HTTPError) {
      return .success(try await attempt())
    } catch {
      return .failure(error)
    }
  }

  /// How long to wait before the next try; nil where there is to be none.
  private func delay(_ verdict: Verdict, _ outcome: Outcome, after tries: Int) -> Duration? {
    switch verdict {
    case .accept: return nil
    case .retryAfter(let delay): return delay <= retryAfterMax ? delay : nil
    case .retry:
      if case .success(let response) = outcome, let delay = response.retryAfter {
        return delay <= retryAfterMax ? delay : nil
      }
      var most = min(backoffFirst, backoffMax)
      for _ in 1..<tries where most < backoffMax { most = min(most * 2, backoffMax) }
      return most * random()
    }
  }
}
