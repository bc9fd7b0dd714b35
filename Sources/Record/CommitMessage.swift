import Model

/// A commit message of the archive: subject, body and trailers.
///
/// Trailers are the last paragraph and every line of it is one, because git reads none of them
/// where a single stray line stands among them.
struct CommitMessage {
  /// The rules by which `init --normalise` rewrites files.
  static let canonicalForm = "canonical form"

  var subject: String
  var body: [String]
  var trailers: [Trailer]

  struct Trailer {
    let key: String
    let value: String

    init(_ key: String, _ value: String) {
      self.key = key
      self.value = SafeText.line(value)
    }

    init?(_ key: String, _ value: String?) {
      guard let value else { return nil }
      self.init(key, value)
    }
  }

  /// Subject, a blank line, body, a blank line, trailers, each paragraph where there is one.
  var text: String {
    let block = trailers.map { "\($0.key): \($0.value)" }
    return [[subject], body, block].filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The message of the release's tag: the same without trailers, so that a lost tag can be made
  /// again from its commit alone.
  static func tagMessage(of commitMessage: String) -> String {
    let paragraphs = commitMessage.split(separator: "\n\n", omittingEmptySubsequences: false)
    return paragraphs.dropLast().joined(separator: "\n\n") + "\n"
  }
}
