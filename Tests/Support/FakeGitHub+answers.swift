import Foundation
import Model
package import PolicyLanguage

extension FakeGitHub {
  /// One call as it came.
  package struct Call: Sendable, CustomStringConvertible {
    package let method: String
    /// Segments below the repository's own address, decoded; the whole path where it is elsewhere.
    package let path: [String]
    package let query: [String: String]
    package let body: JSONNode?
    let token: String?

    /// Reads a request to the API of which the repository is a part.
    package init(_ request: LoopbackServer.Request, repository: String) {
      method = request.method
      let segments = request.path.split(separator: "/").map { $0.removingPercentEncoding ?? "" }
      let own = ["repos"] + repository.split(separator: "/").map(String.init)
      path = segments.starts(with: own) ? Array(segments.dropFirst(own.count)) : [""] + segments
      var query: [String: String] = [:]
      for item in request.query.split(separator: "&") {
        let pair = item.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
        query[pair[0]] = pair.count > 1 ? pair[1] : ""
      }
      self.query = query
      let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: request.body) }
      body = if case .success(let document) = parsed { document.root } else { nil }
      token = request.header("authorization").flatMap { value in
        value.hasPrefix("Bearer ") ? String(value.dropFirst("Bearer ".count)) : nil
      }
    }

    /// A call of nobody's.
    init(method: String, path: [String]) {
      self.method = method
      self.path = path
      (query, body, token) = ([:], nil, nil)
    }

    /// `POST issues`: the method and the last word of the path that is no number or tag.
    package var operation: String {
      let words = path.filter { !$0.isEmpty && !($0.first?.isNumber ?? true) }
      return "\(method) \(words.last ?? "")"
    }

    /// `POST issues/3/comments`.
    package var description: String { "\(method) \(path.joined(separator: "/"))" }
  }

  /// What GitHub answers, by its own rules.
  package mutating func answer(_ call: Call) -> LoopbackServer.Reply {
    if let slug = appSlug, call.token?.split(separator: ".").count == 3 {
      return answer(call, as: slug)
    }
    guard let token = call.token, let login = logins[token] else {
      return refusal(401, "Bad credentials")
    }
    guard call.method != "GET" else { return read(call, as: login) }
    if let refusal = limited() { return refusal }
    guard let body = call.body else { return refusal(400, "Problems parsing JSON") }
    if let fault = FakeGitHubSchema.fault(in: body, of: call.operation) {
      return refusal(422, "Invalid request.\\n\\n\(fault)")
    }
    return write(call, body, as: login)
  }

  /// What GitHub answers an app that says who it is by a JSON Web Token.
  private mutating func answer(_ call: Call, as slug: String) -> LoopbackServer.Reply {
    switch call.operation {
    case "GET installation":
      return json(200, #"{"id": 42, "app_slug": "\#(slug)", "permissions": {}}"#)
    case "POST access_tokens":
      guard let body = call.body, call.path.contains("42") else { return refusal(404, "Not Found") }
      if let fault = FakeGitHubSchema.fault(in: body, of: call.operation) {
        return refusal(422, "Invalid request.\\n\\n\(fault)")
      }
      grants.append(String(decoding: JSONWriter.compact(body), as: UTF8.self))
      logins[appToken] = "\(slug)[bot]"
      return json(
        201, #"{"token": "\#(appToken)", "expires_at": "2026-11-21T13:00:00Z"}"#)
    default: return refusal(403, "Resource not accessible by integration")
    }
  }

  /// A refusal where so much is written that the public limits do not allow it.
  private mutating func limited() -> LoopbackServer.Reply? {
    guard let limits else { return nil }
    let now = limits.elapsed()
    let isOver =
      writes.count { now - $0 < .seconds(60) } >= limits.perMinute
      || writes.count { now - $0 < .seconds(3_600) } >= limits.perHour
      || (writes.last.map { now - $0 < limits.spacing } ?? false)
    guard !isOver else {
      return refusal(
        403, "You have exceeded a secondary rate limit and have been temporarily blocked",
        headers: [("Retry-After", "60")])
    }
    writes.append(now)
    return nil
  }

  private func read(_ call: Call, as login: String) -> LoopbackServer.Reply {
    switch (call.path.first, call.path.count) {
    case ("git", 4):
      let isThere = tags.contains(call.path[3]) || isPushed(call.path[3])
      let sha = String(repeating: "a", count: 40)
      return isThere
        ? json(
          200,
          #"{"ref": "refs/tags/\#(call.path[3])", "object": {"type": "tag", "sha": "\#(sha)"}}"#)
        : refusal(404, "Not Found")
    case ("releases", 3):
      return releases.first { $0.tag == call.path[2] }.map { json(200, text($0)) }
        ?? refusal(404, "Not Found")
    case ("labels", 1): return page(labels.map(text), call)
    case ("issues", 1): return page(issues(matching: call.query).map(text), call)
    case ("issues", 3):
      guard let issue = issues.first(where: { String($0.number) == call.path[1] }) else {
        return refusal(404, "Not Found")
      }
      return page(issue.comments.map(text), call)
    case ("", 2) where call.path[1] == "user":
      return login.hasSuffix("[bot]")
        ? refusal(403, "Resource not accessible by integration")
        : json(200, #"{"login": "\#(login)", "id": 1, "type": "User"}"#)
    default: return refusal(404, "Not Found")
    }
  }

  /// Newest first, as GitHub lists them.
  private func issues(matching query: [String: String]) -> [Issue] {
    let labels = query["labels"]?.split(separator: ",").map { $0.lowercased() } ?? []
    let since = query["since"].flatMap { Timestamp(rfc3339: $0) }
    return issues.reversed().filter { issue in
      let state = query["state"] ?? "open"
      return (state == "all" || (state == "open") == issue.isOpen)
        && labels.allSatisfy(Set(issue.labels.map { $0.lowercased() }).contains)
        && (query["creator"].map { $0 == issue.author } ?? true)
        && (since.map { issue.time >= $0 } ?? true)
    }
  }

  private func page(_ items: [String], _ call: Call) -> LoopbackServer.Reply {
    let size = min(call.query["per_page"].flatMap { Int($0) } ?? 30, 100)
    let number = call.query["page"].flatMap { Int($0) } ?? 1
    let rest = items.dropFirst((number - 1) * size)
    let query = call.query.merging(["page": "\(number + 1)"]) { $1 }
      .map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
    let next = "/repos/\(repository)/\(call.path.joined(separator: "/"))"
    let link = "<\(next)?\(query.joined(separator: "&"))>; rel=\"next\""
    return json(
      200, headers: rest.count > size ? [("Link", link)] : [],
      "[\(rest.prefix(size).joined(separator: ", "))]")
  }
}
