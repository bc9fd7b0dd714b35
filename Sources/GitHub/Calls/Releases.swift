import HTTP
package import PolicyLanguage

extension GitHubClient {
  /// Whether a tag is there; a release for one that is not would make another tag, without message,
  /// at another commit.
  package func hasTag(_ name: String) async throws(GitHubError) -> Bool {
    let operation = "look for the tag `\(name)` of `\(repository)`"
    do {
      let json = try await read(
        GitHubCall(operation: operation, path: ["git", "ref", "tags", name]))
      return json["ref"]?.isString("refs/tags/\(name)") ?? false
    } catch {
      if error.isNotFound { return false }
      throw error
    }
  }

  /// Publishes a release for a tag that is there.
  package func publish(_ draft: GitHubReleaseDraft) async throws(GitHubError) -> GitHubRelease {
    let operation = "publish the release `\(draft.tag)` of `\(repository)`"
    let json = try await read(
      GitHubCall(operation: operation, method: .post, path: ["releases"], body: draft.json))
    return try GitHubRelease(Answered(json, operation))
  }

  /// The published release for a tag; nil where there is none, or a draft only.
  package func release(of tag: String) async throws(GitHubError) -> GitHubRelease? {
    let operation = "read the release `\(tag)` of `\(repository)`"
    do {
      let json = try await read(GitHubCall(operation: operation, path: ["releases", "tags", tag]))
      return try GitHubRelease(Answered(json, operation))
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  /// Where releases are published.
  package var releasesAddress: String { address(of: ["releases"]).text }
}

/// A release as it is to be published.
package struct GitHubReleaseDraft: Sendable {
  let tag: String
  let title: String
  let body: String

  /// Takes the tag's name, a title in plain text and a body in Markdown.
  package init(tag: String, title: String, body: String) {
    self.tag = tag
    self.title = title
    self.body = body
  }

  /// What is sent: never a commit, because the tag has one.
  package var json: JSON {
    // The last is a word, not a flag.
    [
      "tag_name": .string(tag), "name": .string(title), "body": .string(body),
      "make_latest": "true",
    ]
  }
}

/// A published release.
package struct GitHubRelease: Sendable, Equatable {
  package let id: Int
  /// Where a person can look at it.
  package let url: String

  init(_ answer: Answered) throws(GitHubError) {
    id = try answer.number("id")
    url = try answer.text("html_url")
  }
}
