import HTTP
import Model
import PolicyLanguage

extension GitHubError {
  /// What GitHub asks to wait where it names no time.
  static let limitPauseDefault = Duration.seconds(60)
  /// The most faults and the longest sentence that are kept of an answer.
  private static let faultsMax = 20

  /// Reads an answer that is no success, whoever has written it.
  init(_ response: HTTPResponse, _ operation: String, hadToken: Bool, now: Timestamp) {
    let body = JSONNode(answer: response)
    let said = body?["message"]?.string.map(Self.line) ?? ""
    self.init(
      Self.kind(of: response, body, said, now: now), operation, status: response.status,
      message: said.isEmpty && !response.body.isEmpty && body == nil ? response.kindOfPage : said,
      documentationURL: body?["documentation_url"]?.string.map(Self.line), hadToken: hadToken)
  }

  /// A limit also answers 403, so it is recognised before a missing permission.
  private static func kind(
    of response: HTTPResponse, _ body: JSONNode?, _ said: String, now: Timestamp
  ) -> Kind {
    if let wait = response.limitPause(saying: said, now: now) { return .rateLimited(wait: wait) }
    switch response.status {
    case 401: return .unauthorized
    case 403:
      return .forbidden(needs: response.header("x-accepted-github-permissions").map(Self.line))
    case 404: return .notFound
    case 400..<500 where body != nil: return .rejected(faults(in: body))
    case 500...: return .server
    default: return .unreadable
    }
  }

  /// A fault is an object, or a sentence alone.
  private static func faults(in body: JSONNode?) -> [Fault] {
    guard let errors = body?["errors"] else { return [] }
    return errors.elements.prefix(faultsMax).map { fault in
      Fault(
        code: fault["code"]?.string.map(line) ?? "",
        field: fault["field"]?.string.map(line),
        message: (fault.string ?? fault["message"]?.string).map(line))
    }
  }

  private static func line(_ text: String) -> String {
    // It never begins a line, so it is made safe behind a mark, which keeps `Key: value` as it is.
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(SafeText.line("`" + line).dropFirst())
  }
}

extension HTTPResponse {
  /// How long to wait where this answer is a limit: by GitHub's rules a time in `Retry-After`
  /// counts first, then the end of the hour's allowance, then a minute.
  fileprivate func limitPause(saying message: String, now: Timestamp) -> Duration? {
    guard status == 403 || status == 429 else { return nil }
    if let retryAfter { return retryAfter }
    if header("x-ratelimit-remaining") == "0",
      let reset = header("x-ratelimit-reset").flatMap({ Int64($0) })
    {
      return .seconds(min(max(0, reset - (date ?? now).seconds), Self.limitPauseMax))
    }
    let isLimit = status == 429 || message.lowercased().contains("rate limit")
    return isLimit ? GitHubError.limitPauseDefault : nil
  }

  /// Allowances are by the hour; a reset further away is a wrong clock's.
  private static let limitPauseMax: Int64 = 86_400

  /// Names what came in place of JSON.
  var kindOfPage: String {
    "the answer is \(header("content-type").map { SafeText.line($0) } ?? "of unknown type")"
  }
}

extension JSONNode {
  /// The value in an answer's body; nil where there is none, or a page for people.
  fileprivate init?(answer response: HTTPResponse) {
    let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: response.body) }
    guard case .success(let document) = parsed else { return nil }
    self = document.root
  }
}
