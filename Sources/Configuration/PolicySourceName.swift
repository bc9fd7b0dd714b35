import Model

/// Where policies come from, as it is written: `iam`, a git URL, or a path.
package struct PolicySourceName: CheckedText {
  /// What a source's text can be.
  package enum Kind: Sendable, Hashable {
    /// AWS's own API.
    case iam
    /// An archive behind a URL, also in ssh's short form `host:path`.
    case url
    /// An archive or a folder of policy files on this machine.
    case path
  }

  /// Not empty, without control characters, and without user info behind `http://` or `https://`.
  package static let pattern =
    #"^(?![Hh][Tt][Tt][Pp][Ss]?://[^/?#]*@)(?![A-Za-z][A-Za-z0-9+.-]*://[^/?#]*:[^/?#]*@)"#
    + #"[^\u0000-\u001f\u007f]+$"#

  /// The text as it was given.
  package let text: String
  /// What it is.
  package let kind: Kind

  /// Refuses what is empty or holds a secret.
  package init(_ text: String) throws(InvalidText) {
    guard !text.isEmpty else {
      throw InvalidText("the source is empty", hint: "write `iam`, a git URL or a path")
    }
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw InvalidText("`\(SafeText.line(text))` is not a source: it has a control character")
    }
    guard !Self.hasSecret(text) else {
      throw InvalidText(
        "the source's URL holds user info, which may be a secret",
        hint: "cut everything up to the `@`; git's own configuration can give the credentials")
    }
    self.text = text
    kind = text == "iam" ? .iam : Self.isURL(text) ? .url : .path
  }

  /// The same place, a relative path being taken from a folder.
  package func resolved(in folder: String) throws(InvalidText) -> PolicySourceName {
    guard kind == .path, !text.hasPrefix("/") else { return self }
    return try PolicySourceName("\(folder.hasSuffix("/") ? folder : folder + "/")\(text)")
  }

  /// For http any user info may be a token; for ssh a user's name is needed, a password is not.
  private static func hasSecret(_ text: String) -> Bool {
    guard let (scheme, rest) = split(text) else { return false }
    let authority = rest.prefix { !"/?#".contains($0) }
    guard let end = authority.lastIndex(of: "@") else { return false }
    return scheme == "http" || scheme == "https" || authority[..<end].contains(":")
  }

  /// Git's own rule for ssh's short form: a colon before the first slash.
  private static func isURL(_ text: String) -> Bool {
    split(text) != nil || text.prefix { $0 != "/" }.dropFirst().contains(":")
  }

  private static func split(_ text: String) -> (scheme: String, rest: Substring)? {
    let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
    let rest = text[scheme.endIndex...]
    guard scheme.first?.isLetter == true, rest.hasPrefix("://") else { return nil }
    return (scheme.lowercased(), rest.dropFirst(3))
  }
}
