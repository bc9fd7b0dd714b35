package import HTTP

/// Where a remote repository is: an address or a path, without anything secret in its text.
package enum RemoteLocation: Sendable {
  /// Over http or https, which is ours.
  case http(RequestURL)
  /// A path, a `file://` URL or an ssh address, which is libgit2's.
  case transport(String)

  /// Reads what stands in a configuration or on a command line.
  package init(_ text: String) throws(RemoteError) {
    let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() }
    switch scheme {
    case "http", "https":
      guard let url = RequestURL(text), url.query.isEmpty else {
        throw Self.unusable(text, "it is no http address")
      }
      self = .http(url)
    case nil, "file", "ssh", "git+ssh", "ssh+git":
      guard !text.isEmpty, !text.utf8.contains(0) else { throw Self.unusable(text, "it is empty") }
      self = .transport(text)
    case let other?:
      throw Self.unusable(text, "`\(SafeText.oneLine(other))` is no transport that is supported")
    }
  }

  private static func unusable(_ text: String, _ why: String) -> RemoteError {
    RemoteError(
      .address, "use the remote `\(withoutUserInfo(text))`", why,
      hint: "an https address, an ssh address or a path will do")
  }

  /// The text without what stands before an `@`, whether or not it is a proper URL.
  static func withoutUserInfo(_ text: String) -> String {
    guard let mark = text.firstRange(of: "://"), let at = text.lastIndex(of: "@"),
      at >= mark.upperBound
    else { return SafeText.oneLine(text) }
    return SafeText.oneLine("\(text[..<mark.upperBound])\(text[at...].dropFirst())")
  }
}

extension RemoteLocation: CustomStringConvertible {
  /// The address as it may be printed or written.
  package var description: String {
    switch self {
    case .http(let url): url.text
    case .transport(let text): Self.withoutUserInfo(text)
    }
  }
}
