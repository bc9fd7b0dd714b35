import HTTP
package import Model
package import PolicyLanguage

extension GitHubClient {
  /// The issues that we opened with a label, the newest first: the open ones, or the closed ones
  /// that were touched since a time.
  ///
  /// This is the list, not the search, which knows of new issues only after a while.
  package func issues(
    by identity: GitHubIdentity, labelled label: String, closedSince time: Timestamp? = nil
  ) async throws(GitHubError) -> [GitHubIssue] {
    let operation = "list the issues of `\(repository)`"
    var call = GitHubCall(operation: operation, path: ["issues"])
    call.query = [("labels", label), ("state", time == nil ? "open" : "closed")]
    if case .login(let login) = identity { call.query.append(("creator", login)) }
    if let time { call.query.append(("since", time.rfc3339)) }
    var issues: [GitHubIssue] = []
    for item in try await list(call)
    where item["pull_request"] == nil && identity.isAuthor(of: item) {
      issues.append(try GitHubIssue(Answered(item, operation)))
    }
    return issues
  }

  /// Opens an issue.
  package func open(_ draft: GitHubIssueDraft) async throws(GitHubError) -> GitHubIssue {
    let operation = "open an issue in `\(repository)`"
    let json = try await read(
      GitHubCall(operation: operation, method: .post, path: ["issues"], body: draft.json))
    return try GitHubIssue(Answered(json, operation))
  }

  /// Sets the labels of an issue, and whether it is open.
  package func update(
    _ issue: Int, labels: [String], isOpen: Bool
  ) async throws(GitHubError) {
    let operation = "change the issue \(issue) of `\(repository)`"
    var body: [JSON.Member] = [
      .init("labels", .array(labels.map { .string($0) })),
      .init("state", isOpen ? "open" : "closed"),
    ]
    if !isOpen { body.append(.init("state_reason", "completed")) }
    _ = try await send(
      GitHubCall(
        operation: operation, method: .patch, path: ["issues", String(issue)],
        body: .object(body)))
  }

  /// What we wrote below an issue, oldest first.
  package func comments(
    on issue: Int, by identity: GitHubIdentity
  ) async throws(GitHubError) -> [String] {
    let operation = "list the comments on the issue \(issue) of `\(repository)`"
    var bodies: [String] = []
    for item in try await list(
      GitHubCall(operation: operation, path: ["issues", String(issue), "comments"]))
    where identity.isAuthor(of: item) {
      bodies.append(item["body"]?.string ?? "")
    }
    return bodies
  }

  /// Comments on an issue.
  package func comment(_ body: String, on issue: Int) async throws(GitHubError) {
    _ = try await send(
      GitHubCall(
        operation: "comment on the issue \(issue) of `\(repository)`", method: .post,
        path: ["issues", String(issue), "comments"], body: ["body": .string(body)]))
  }

  /// Makes the labels that are missing; one that is there stays as people made it.
  package func ensure(_ labels: [GitHubLabel]) async throws(GitHubError) {
    let operation = "list the labels of `\(repository)`"
    let items = try await list(GitHubCall(operation: operation, path: ["labels"]))
    let names = Set(items.compactMap { $0["name"]?.string?.lowercased() })
    for label in labels where !names.contains(label.name.lowercased()) {
      do throws(GitHubError) {
        _ = try await send(
          GitHubCall(
            operation: "make the label `\(label.name)` of `\(repository)`", method: .post,
            path: ["labels"], body: label.json))
      } catch {
        // Another run was faster.
        guard error.isAlreadyThere else { throw error }
      }
    }
  }

  /// Where issues are opened.
  package var issuesAddress: String { address(of: ["issues"]).text }
}

/// An issue as it is to be opened.
package struct GitHubIssueDraft: Sendable {
  let title: String
  let body: String
  let labels: [String]

  /// Takes a title in plain text, a body in Markdown and the names of labels.
  package init(title: String, body: String, labels: [String]) {
    self.title = title
    self.body = body
    self.labels = labels
  }

  /// What is sent.
  package var json: JSON {
    [
      "title": .string(title), "body": .string(body),
      "labels": .array(labels.map { .string($0) }),
    ]
  }
}

/// An issue.
package struct GitHubIssue: Sendable, Equatable {
  package let number: Int
  package let body: String
  package let labels: [String]
  package let isOpen: Bool
  /// Where a person can look at it.
  package let url: String

  init(_ answer: Answered) throws(GitHubError) {
    number = try answer.number("number")
    body = answer.json["body"]?.string ?? ""
    labels = answer.json["labels"]?.elements.compactMap { $0["name"]?.string ?? $0.string } ?? []
    isOpen = try answer.text("state") == "open"
    url = try answer.text("html_url")
  }
}

/// A label with its looks.
package struct GitHubLabel: Sendable {
  let name: String
  let color: String
  let about: String

  /// Takes a name, six hexadecimal digits and at most 100 characters of description.
  package init(name: String, color: String, about: String) {
    self.name = name
    self.color = color
    self.about = about
  }

  var json: JSON {
    ["name": .string(name), "color": .string(color), "description": .string(about)]
  }
}
