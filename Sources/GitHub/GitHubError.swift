package import HTTP

/// A call to GitHub that did not succeed.
package struct GitHubError: Error, Sendable {
  /// What went wrong; each case is treated differently by somebody.
  package enum Kind: Sendable {
    /// The token is not valid, or one is needed.
    case unauthorized
    /// The token is valid but lacks a permission, some of which GitHub may name.
    case forbidden(needs: String?)
    /// Too much was asked; how long GitHub wants us to wait.
    case rateLimited(wait: Duration)
    /// There is no such thing, or the token may not see it: GitHub does not tell which.
    case notFound
    /// GitHub has understood the request and says no, as to what exists already.
    case rejected([Fault])
    /// GitHub or something in front of it is not well.
    case server
    /// The answer is not what the API answers: a page for people, half of one, a missing part.
    case unreadable
    /// No answer came.
    case unreachable(HTTPError)
    /// What the user has configured cannot be used.
    case misconfigured
  }

  /// What is wrong with one part of a request.
  package struct Fault: Sendable, Equatable {
    /// Such as `already_exists` or `missing_field`; empty where GitHub gives none.
    package let code: String
    /// The part of the request that is wrong, such as `tag_name`.
    package let field: String?
    /// GitHub's own sentence, safe to print.
    package let message: String?
  }

  /// What was attempted, as it follows "cannot": "read the repository `owner/name`".
  package let operation: String
  package let kind: Kind
  /// The answer's status; nil where there was none.
  package let status: Int?
  /// GitHub's sentence, or what came in its place; safe to print.
  package let message: String
  /// Where GitHub explains it.
  package let documentationURL: String?
  /// Whether a token was sent along.
  package let hadToken: Bool

  init(
    _ kind: Kind, _ operation: String, status: Int? = nil, message: String = "",
    documentationURL: String? = nil, hadToken: Bool = false
  ) {
    self.operation = operation
    self.kind = kind
    self.status = status
    self.message = message
    self.documentationURL = documentationURL
    self.hadToken = hadToken
  }

  static func unusableAddress(in variable: String) -> GitHubError {
    GitHubError(
      .misconfigured, "use GitHub's API",
      message: "`\(variable)` is not an http or https address")
  }
}

extension GitHubError {
  /// Whether there is no such thing, as far as the token can see.
  package var isNotFound: Bool {
    if case .notFound = kind { true } else { false }
  }

  /// Whether a thing with this name, or the like, is there already.
  package var isAlreadyThere: Bool {
    guard case .rejected(let faults) = kind else { return false }
    return faults.contains { $0.code == "already_exists" }
  }
}

extension GitHubError: CustomStringConvertible {
  package var description: String { "cannot \(operation): \(reason)" }

  private var reason: String {
    let said = message.isEmpty ? "" : " `\(message)`"
    let answer = status.map { " (\($0)\(said))" } ?? ""
    return switch kind {
    case .unauthorized: (hadToken ? "the token is not valid" : "a token is needed") + answer
    case .forbidden: "this is not permitted" + answer
    case .rateLimited:
      status == nil
        ? "more would be written than GitHub allows in an hour"
        : "GitHub was asked too often" + answer
    case .notFound:
      (hadToken ? "there is none, or the token may not see it" : "there is none, or it is hidden")
        + answer
    case .rejected(let faults):
      (["GitHub refuses it" + answer] + faults.map(\.description)).joined(separator: ": ")
    case .server: "GitHub is not well" + answer
    case .unreachable(let error): "\(error)"
    case .unreadable, .misconfigured: message
    }
  }

  /// What to do next, where something can be said.
  package var hint: String? {
    switch kind {
    case .unauthorized:
      hadToken
        ? "check that `GITHUB_TOKEN` has not expired and is meant for this server"
        : "set `GITHUB_TOKEN`"
    case .forbidden(let needs?): "the token needs the permission `\(needs)`"
    case .forbidden(nil):
      hadToken ? documentationURL.map { "see \($0)" } : "set `GITHUB_TOKEN`"
    case .rateLimited(let wait):
      "try again in \(Self.spoken(wait))"
        + (hadToken ? "" : ", or set `GITHUB_TOKEN`: without a token little is allowed")
    case .notFound:
      hadToken
        ? "check the name, and what the token may see"
        : "check the name, and set `GITHUB_TOKEN` if the repository is private"
    case .rejected: documentationURL.map { "see \($0)" }
    case .server: "try again later"
    case .unreadable: "check `GITHUB_API_URL`; a proxy or a sign-in page may be in between"
    case .unreachable(let error): error.hint
    case .misconfigured: "set it to an address such as `https://api.github.com`"
    }
  }

  private static func spoken(_ wait: Duration) -> String {
    let seconds = wait.components.seconds
    return seconds <= 90 ? "\(max(1, seconds)) seconds" : "\((seconds + 59) / 60) minutes"
  }
}

extension GitHubError.Fault: CustomStringConvertible {
  package var description: String {
    let words = [field.map { "`\($0)`" }, code, message].compactMap { $0 }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
