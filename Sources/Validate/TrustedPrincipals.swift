import PolicyLanguage

/// The tokens that GitHub gives its workflows.
enum GitHubTokens {
  static let provider = "token.actions.githubusercontent.com"
  /// The key that names repository and branch.
  static let subject = provider + ":sub"
}

extension PolicyPrincipal {
  /// The domain, in lower case, of an identity provider that gives web tokens.
  var oidcProvider: String? {
    guard isKind("Federated"), !text.contains(":saml-provider/") else { return nil }
    guard text.hasPrefix("arn:") else { return text.lowercased() }
    let resource = ARN(text).resource
    return resource.hasPrefix("oidc-provider/")
      ? resource.dropFirst("oidc-provider/".count).lowercased() : nil
  }

  /// The account and name of the role whose session this is.
  var roleOfSession: (account: Substring, name: Substring)? {
    let arn = ARN(text)
    let parts = arn.resource.split(separator: "/")
    guard arn.service == "sts", parts.count == 3, parts[0] == "assumed-role" else { return nil }
    return (arn.account, parts[1])
  }

  /// Whether it is a role of an account, by its name, which is the last part of its path.
  func isRole(_ role: (account: Substring, name: Substring)) -> Bool {
    let arn = ARN(text)
    let parts = arn.resource.split(separator: "/")
    return arn.service == "iam" && arn.account == role.account && parts.first == "role"
      && parts.last == role.name
  }
}
