import HTTP
package import Model
import PolicyLanguage
import Signing

/// A GitHub App: a name of the archive's own, with no more rights than it was given, whose tokens
/// last for an hour.
package struct GitHubApp: Sendable {
  /// GitHub's clock may be behind ours, in seconds.
  private static let clockSkew: Int64 = 60
  /// How long an assertion is valid from now on, in seconds; GitHub takes none beyond ten minutes.
  private static let lifetime: Int64 = 540

  private let id: String
  private let privateKey: Secret

  /// Takes the app's id, or its client id, and its private key in PEM, which may be on one line
  /// with `\n` for the line breaks.
  package init(id: String, privateKey: Secret) {
    self.id = id
    let key = privateKey.reveal()
    self.privateKey = key.contains("\n") ? privateKey : Secret(key.replacing("\\n", with: "\n"))
  }

  /// A JSON Web Token by which the app says who it is.
  func assertion(at time: Timestamp) throws(GitHubError) -> Secret {
    let header: JSON = ["alg": "RS256", "typ": "JWT"]
    let claims: JSON = [
      "iat": .number(String(time.seconds - Self.clockSkew)),
      "exp": .number(String(time.seconds + Self.lifetime)), "iss": .string(id),
    ]
    let signed = [header, claims].map { Encodings.base64URL(JSONWriter.compact($0)) }
      .joined(separator: ".")
    do {
      let signature = try RSASignature.sign(Array(signed.utf8), privateKeyPEM: privateKey)
      return Secret("\(signed).\(Encodings.base64URL(signature))")
    } catch {
      throw GitHubError(.misconfigured, "sign as the GitHub App", message: error.description)
    }
  }

  /// A token for one repository, `owner/name`, with some permissions and no others.
  package func installation(
    on connection: GitHubConnection, of repository: String, permissions: [String: String]
  ) async throws(GitHubError) -> GitHubInstallation {
    var connection = connection
    connection.token = try assertion(at: connection.now())
    let client = GitHubClient(connection, repository: repository)
    let finding = "find the installation of the GitHub App for `\(repository)`"
    let found = Answered(
      try await client.read(GitHubCall(operation: finding, path: ["installation"])), finding)
    let asking = "get a token of the GitHub App for `\(repository)`"
    let name = repository.split(separator: "/").last.map(String.init) ?? repository
    let call = GitHubCall(
      operation: asking, method: .post,
      root: ["app", "installations", String(try found.number("id")), "access_tokens"],
      body: [
        "repositories": [.string(name)],
        "permissions": .object(
          permissions.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
      ])
    let given = Answered(try await client.read(call), asking)
    return GitHubInstallation(
      token: Secret(try given.text("token")), login: "\(try found.text("app_slug"))[bot]")
  }
}

/// The app in one repository, for an hour.
package struct GitHubInstallation: Sendable {
  /// For the API, and for git with the user `x-access-token`.
  package let token: Secret
  /// Whom GitHub takes for the author of what is made with it.
  package let login: String
}
