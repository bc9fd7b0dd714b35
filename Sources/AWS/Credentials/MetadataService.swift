import HTTP
import Model

/// Asks a service for credentials that needs no signature: a container's, EC2's, GitHub's.
///
/// What it answers is a secret: no message holds a part of it.
struct MetadataService: Sendable {
  /// A token, a role's name, or one JSON object.
  static let bodyMax = 256 << 10

  /// For messages, such as `the instance metadata`.
  let title: String
  let connection: AWSConnection
  /// For each try; two of the three services are inside the machine.
  var timeout: Duration = .seconds(2)

  /// The members of the JSON object it answers.
  func document(_ request: HTTPRequest) async throws(CredentialFailure) -> CredentialDocument {
    let response = try await answer(request)
    guard response.status == 200 else { throw refusal(response) }
    return try CredentialDocument(response.body, from: title)
  }

  /// The first line of its answer; nil where there is no such thing.
  func line(_ request: HTTPRequest) async throws(CredentialFailure) -> String? {
    let response = try await answer(request)
    if response.status == 404 { return nil }
    guard response.status == 200 else { throw refusal(response) }
    let line = response.body.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  /// One try, for finding out whether the service is there at all.
  func probe(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
    let request = limited(request)
    do throws(HTTPError) { return .success(try await connection.http.send(request)) } catch {
      return .failure(error)
    }
  }

  private func answer(_ request: HTTPRequest) async throws(CredentialFailure) -> HTTPResponse {
    let request = limited(request)
    do {
      return try await connection.retry.run { () async throws(HTTPError) in
        try await connection.http.send(request)
      }
    } catch {
      throw CredentialFailure("\(title) does not answer: \(error)", hint: error.hint)
    }
  }

  private func limited(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.isConfidential = true
    request.limits.connectTimeout = timeout
    request.limits.totalTimeout = timeout
    request.limits.bodyMax = Self.bodyMax
    return request
  }

  private func refusal(_ response: HTTPResponse) -> CredentialFailure {
    CredentialFailure("\(title) answered with status \(response.status)")
  }
}
