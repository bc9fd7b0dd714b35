package import Model
import PolicyLanguage

extension Service {
  /// Secrets Manager; regional.
  package static let secretsManager = Service(name: "secretsmanager", variable: "SECRETS_MANAGER")
}

/// Reads secrets kept in AWS.
package struct SecretsManager: Sendable {
  private let client: AWSClient

  package init(_ client: AWSClient) {
    self.client = client
  }

  /// The text of a secret's current version, by the secret's ARN or its name.
  package func getSecretValue(
    _ id: String, region: String? = nil
  ) async throws(AWSError) -> Secret {
    let operation = Operation.json(
      .secretsManager, "GetSecretValue", version: "1.1", target: "secretsmanager",
      ["SecretId": .string(id)])
    let read = operation.map { answer throws(UnreadableAnswer) in
      guard let text = answer["SecretString"]?.string else {
        throw UnreadableAnswer("the secret holds no text")
      }
      return Secret(text)
    }
    return try await client.perform(read, region: region)
  }

  /// The secret that a reference names, asked for in the region of its ARN.
  package func secret(_ reference: SecretReference) async throws(AWSError) -> Secret {
    let secret = try await getSecretValue(reference.arn.text, region: reference.arn.region)
    guard let member = reference.member else { return secret }
    return try Self.member(member, of: secret)
  }

  private static func member(_ name: String, of secret: Secret) throws(AWSError) -> Secret {
    let root: JSONNode?
    do throws(JSONSyntaxError) {
      root = try JSONDocument(parsing: Array(secret.reveal().utf8)).root
    } catch {
      root = nil
    }
    guard let text = root?[name]?.string, !text.isEmpty else {
      throw AWSError(
        .misconfigured(
          reason: "the secret has no member `\(Excerpt(name))` with a text in it",
          hint: "the secret's text must be a JSON object with that member"))
    }
    return Secret(text)
  }
}

/// A secret in Secrets Manager as the environment names it: `arn:…` or `arn:…#member`.
package struct SecretReference: Sendable, Hashable {
  let arn: ResourceName
  let member: String?

  /// Gives nil where the text is no ARN, and so is the secret itself.
  ///
  /// What begins as an ARN but names no secret is an error, or else it would be sent as one.
  package init?(_ text: String) throws(AWSError) {
    guard text.hasPrefix("arn:") else { return nil }
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let arn = ResourceName(String(parts[0])), arn.service == "secretsmanager",
      !arn.region.isEmpty, parts.count == 1 || !parts[1].isEmpty
    else {
      throw AWSError(
        .misconfigured(
          reason: "`\(Excerpt(text))` is not the ARN of a secret",
          hint: "write `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME`, and `#MEMBER` for one "
            + "member of a JSON object"))
    }
    self.arn = arn
    member = parts.count == 2 ? String(parts[1]) : nil
  }
}
