import Foundation
import PolicyLanguage

extension FakeGitHub {
  /// Does what a request to `releases`, `issues` and the like would do.
  package mutating func post(_ body: String, to collection: String) {
    let parsed = Result { () throws(JSONSyntaxError) in
      try JSONDocument(parsing: Array(body.utf8)).root
    }
    guard case .success(let json) = parsed, let login = logins.values.first else { return }
    _ = write(Call(method: "POST", path: [collection]), json, as: login)
  }

  mutating func write(
    _ call: Call, _ body: JSONNode, as login: String
  ) -> LoopbackServer.Reply {
    let number = call.path.count > 1 ? Int(call.path[1]) : nil
    let index = issues.firstIndex { $0.number == number }
    switch (call.operation, index) {
    case ("POST releases", _): return makeRelease(body)
    case ("POST labels", _): return makeLabel(body)
    case ("POST issues", _): return makeIssue(body, as: login)
    case ("PATCH issues", let index?): return changeIssue(at: index, body)
    case ("POST comments", let index?): return comment(at: index, body, as: login)
    default: return refusal(404, "Not Found")
    }
  }

  private mutating func makeRelease(_ body: JSONNode) -> LoopbackServer.Reply {
    let release = Release(
      id: nextID(), tag: body["tag_name"]?.string ?? "", title: body["name"]?.string ?? "",
      body: body["body"]?.string ?? "", isLatest: body["make_latest"]?.string ?? "true")
    if releases.contains(where: { $0.tag == release.tag }) {
      return fault("Release", "already_exists", "tag_name")
    }
    if release.body.unicodeScalars.count > releaseBodyMax {
      return fault("Release", "custom", "body", "body is too long")
    }
    // GitHub makes the tag, of the wrong kind and at the wrong commit, where it is missing.
    tags.insert(release.tag)
    releases.append(release)
    return json(201, text(release))
  }

  private mutating func makeLabel(_ body: JSONNode) -> LoopbackServer.Reply {
    let label = Label(
      name: body["name"]?.string ?? "", color: body["color"]?.string ?? "ededed",
      description: body["description"]?.string ?? "")
    if labels.contains(where: { $0.name.lowercased() == label.name.lowercased() }) {
      return fault("Label", "already_exists", "name")
    }
    guard label.color.count == 6, label.color.allSatisfy(\.isHexDigit) else {
      return fault("Label", "invalid", "color")
    }
    labels.append(label)
    return json(201, text(label))
  }

  private mutating func makeIssue(_ body: JSONNode, as login: String) -> LoopbackServer.Reply {
    let issue = Issue(
      number: issues.count + 1, author: login, title: body["title"]?.string ?? "",
      body: body["body"]?.string ?? "",
      labels: body["labels"].map { $0.elements.compactMap(\.string) } ?? [], time: time)
    if issue.body.unicodeScalars.count > issueBodyMax {
      return fault("Issue", "custom", "body", "body is too long")
    }
    makeMissing(issue.labels)
    issues.append(issue)
    return json(201, text(issue))
  }

  /// A label that is not there is made without a word, in grey.
  private mutating func makeMissing(_ names: [String]) {
    for name in names where !labels.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      labels.append(Label(name: name, color: "ededed", description: ""))
    }
  }

  private mutating func changeIssue(at index: Int, _ body: JSONNode) -> LoopbackServer.Reply {
    if let title = body["title"]?.string { issues[index].title = title }
    if let text = body["body"]?.string { issues[index].body = text }
    if let labels = body["labels"] {
      issues[index].labels = labels.elements.compactMap(\.string)
      makeMissing(issues[index].labels)
    }
    if let state = body["state"]?.string { issues[index].isOpen = state == "open" }
    if let reason = body["state_reason"]?.string { issues[index].reason = reason }
    issues[index].time = time
    return json(200, text(issues[index]))
  }

  private mutating func comment(
    at index: Int, _ body: JSONNode, as login: String
  ) -> LoopbackServer.Reply {
    let comment = Comment(author: login, body: body["body"]?.string ?? "", time: time)
    if comment.body.unicodeScalars.count > issueBodyMax {
      return fault("IssueComment", "custom", "body", "body is too long")
    }
    issues[index].comments.append(comment)
    issues[index].time = time
    return json(201, text(comment))
  }
}

// MARK: - Answers

extension FakeGitHub {
  func json(
    _ status: Int, headers: [(String, String)] = [], _ body: String
  ) -> LoopbackServer.Reply {
    LoopbackServer.Reply(
      status, headers: [("Content-Type", "application/json; charset=utf-8")] + headers, body)
  }

  /// An error as GitHub writes it.
  package func refusal(
    _ status: Int, _ message: String, headers: [(String, String)] = [], more: String = ""
  ) -> LoopbackServer.Reply {
    json(
      status, headers: headers,
      """
      {"message": "\(message)"\(more), "documentation_url": "https://docs.github.com/rest", \
      "status": "\(status)"}
      """)
  }

  private func fault(
    _ resource: String, _ code: String, _ field: String, _ message: String? = nil
  ) -> LoopbackServer.Reply {
    let said = message.map { #", "message": "\#($0)""# } ?? ""
    return refusal(
      422, "Validation Failed",
      more: """
        , "errors": [{"resource": "\(resource)", "code": "\(code)", "field": "\(field)"\(said)}]
        """)
  }

  func text(_ release: Release) -> String {
    write([
      "id": .number(String(release.id)), "tag_name": .string(release.tag),
      "name": .string(release.title), "draft": false,
      "html_url": .string("https://github.com/\(repository)/releases/tag/\(release.tag)"),
    ])
  }

  func text(_ label: Label) -> String {
    write(["name": .string(label.name), "color": .string(label.color)])
  }

  func text(_ issue: Issue) -> String {
    write([
      "id": .number(String(issue.number + 5_000)), "number": .number(String(issue.number)),
      "title": .string(issue.title), "body": .string(issue.body),
      "state": issue.isOpen ? "open" : "closed", "user": ["login": .string(issue.author)],
      "labels": .array(issue.labels.map { ["name": .string($0)] }),
      "html_url": .string("https://github.com/\(repository)/issues/\(issue.number)"),
    ])
  }

  func text(_ comment: Comment) -> String {
    write([
      "id": 1, "body": .string(comment.body), "user": ["login": .string(comment.author)],
      "html_url": .string("https://github.com/\(repository)/issues/comment"),
    ])
  }

  private func write(_ value: JSON) -> String {
    String(decoding: JSONWriter.compact(value), as: UTF8.self)
  }
}
