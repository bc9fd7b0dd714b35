import HTTP
import Model

/// One call with one set of credentials, tried until it succeeds or there is no sense in it.
///
/// A call that may not be repeated, because something would happen twice, is sent once.
struct Exchange<Answer: Sendable>: Sendable {
  let operation: Operation<Answer>
  let endpoint: Endpoint
  /// Nil for a call that is not signed.
  let credentials: Credentials?
  let attempts: Attempts

  func run(over connection: AWSConnection) async throws(AWSError) -> Answer {
    var policy = connection.retry
    policy.attemptsMax =
      operation.isRepeatable ? max(attempts.failed, attempts.throttled) : 1
    var last = Result<Answer, AWSError>.failure(failure(.unreadable(reason: "nothing was sent")))
    var tries = 0
    do throws(HTTPError) {
      _ = try await policy.run(
        judging: { verdict(on: last, $0, tries: tries) }
      ) { () async throws(HTTPError) in
        tries += 1
        let response = try await connection.http.send(request)
        last = read(response, at: connection.now())
        return response
      }
    } catch {
      throw failure(.unreachable(error))
    }
    return try last.get()
  }

  /// Body and address count as secret: tokens go one way and keys come the other.
  var request: HTTPRequest {
    let root = endpoint.url.withoutUserInfo.adding(query: operation.query)
    let url = operation.path.reduce(root) { $0.appending(path: $1) }
    var request = HTTPRequest(.post, url, headers: operation.headers, body: operation.body)
    request.isConfidential = true
    request.isSentOnce = !operation.isRepeatable
    request.signature = credentials.map { credentials in
      SignatureV4(
        accessKeyID: credentials.accessKeyID, secretAccessKey: credentials.secretAccessKey,
        sessionToken: credentials.sessionToken, region: endpoint.signingRegion,
        service: operation.service.name)
    }
    return request
  }

  private func read(_ response: HTTPResponse, at now: Timestamp) -> Result<Answer, AWSError> {
    guard response.status == 200 else {
      let refusal = AWSRefusal(response, now: now, credentialSource: credentials?.source)
      return .failure(failure(.refused(refusal)))
    }
    do throws(UnreadableAnswer) { return .success(try operation.read(response)) } catch {
      return .failure(failure(.unreadable(reason: error.reason)))
    }
  }

  private func verdict(
    on result: Result<Answer, AWSError>, _ outcome: RetryPolicy.Outcome, tries: Int
  ) -> RetryPolicy.Verdict {
    if case .failure = outcome {
      return tries < attempts.failed ? RetryPolicy.transient(outcome) : .accept
    }
    guard case .failure(let error) = result else { return .accept }
    switch error.failure {
    case .refused(let refusal) where refusal.isThrottling:
      return tries < attempts.throttled ? .retry : .accept
    case .refused(let refusal):
      return refusal.isTransient && tries < attempts.failed ? .retry : .accept
    case .unreadable:
      return tries < attempts.failed ? .retry : .accept
    case .unreachable, .inconsistent, .noCredentials, .misconfigured:
      return .accept
    }
  }

  private func failure(_ failure: AWSError.Failure) -> AWSError {
    AWSError(failure, action: operation.action)
  }
}
