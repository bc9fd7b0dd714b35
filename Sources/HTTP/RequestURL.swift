package import Model

/// An absolute http or https address in the one form that is sent and signed: path and query
/// strictly encoded, dot segments resolved, the query sorted, user info split off.
///
/// It is the only way to address a request, so that no signature is ever computed over another
/// spelling than the server sees.
package struct RequestURL: Sendable {
  /// One `name=value` of the query, decoded.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  /// The user and password of `https://user:password@host/`, decoded, for the caller to turn into
  /// a header; the user alone is often a token.
  package struct UserInfo: Sendable, Equatable {
    package let user: String
    package let password: Secret?
  }

  /// The longest address taken, in bytes.
  package static let lengthMax = 16 << 10

  package let origin: Origin
  /// Encoded; begins with `/`.
  package private(set) var path: String
  /// Decoded; sorted by encoded name, then encoded value.
  package private(set) var query: [Parameter]
  package private(set) var userInfo: UserInfo?

  /// What is sent: without user info, without fragment.
  package var text: String {
    query.isEmpty ? "\(origin)\(path)" : "\(origin)\(path)?\(encodedQuery)"
  }

  /// Appends segments to the path, each encoded whole: a `/` in a segment becomes `%2F`, and the
  /// segments `.` and `..` do not navigate.
  package func appending(path segments: String...) -> RequestURL {
    var url = self
    if url.path.utf8.last == UInt8(ascii: "/") { url.path.removeLast() }
    for segment in segments {
      let isDots = segment == "." || segment == ".."
      url.path += "/"
      url.path +=
        isDots
        ? segment.utf8.map { _ in "%2E" }.joined() : PercentEncoding.encode(segment)
    }
    return url
  }

  /// Replaces the query.
  package func setting(query: [(String, String)]) -> RequestURL {
    var url = self
    url.query = Self.sorted(query.map { Parameter(name: $0.0, value: $0.1) })
    return url
  }

  /// Adds to the query what the address has already.
  package func adding(query: [(String, String)]) -> RequestURL {
    setting(query: self.query.map { ($0.name, $0.value) } + query)
  }

  /// The same address without user and password.
  package var withoutUserInfo: RequestURL {
    var url = self
    url.userInfo = nil
    return url
  }

  private var encodedQuery: String {
    query.map { $0.encoded }.joined(separator: "&")
  }

  static func sorted(_ query: [Parameter]) -> [Parameter] {
    query.map { (name: PercentEncoding.encode($0.name), $0) }.sorted { left, right in
      left.name == right.name
        ? PercentEncoding.encode(left.1.value) < PercentEncoding.encode(right.1.value)
        : left.name < right.name
    }.map { $0.1 }
  }
}

extension RequestURL.Parameter {
  fileprivate var encoded: String {
    "\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value))"
  }
}

extension RequestURL: Hashable {
  package static func == (left: RequestURL, right: RequestURL) -> Bool {
    left.text == right.text && left.userInfo == right.userInfo
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension RequestURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { text }
  package var debugDescription: String { text }
  package var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}

extension RequestURL.UserInfo: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
}

extension RequestURL.UserInfo: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
