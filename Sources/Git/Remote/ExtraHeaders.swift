import Model

/// The entries `http.<url>.extraHeader` of git's configuration, in the order git reads them.
///
/// `actions/checkout` leaves its token in one of them. Entries without a URL are left out: what
/// they hold would be sent to every host.
struct ExtraHeaders: Sendable {
  struct Entry: Sendable {
    /// The part between `http.` and `.extraHeader`.
    let url: String
    /// A whole header line, or nothing, which empties the list.
    let value: Secret
  }

  let entries: [Entry]

  /// The header lines for a URL, chosen as git chooses them.
  ///
  /// An entry counts if none before it matched better; so a general entry may be followed by a
  /// better one, and both count, but not the other way round.
  func lines(for url: URLParts) -> [Secret] {
    var best: URLMatch?
    var lines: [Secret] = []
    for entry in entries {
      guard let pattern = URLParts(entry.url), let match = URLMatch(url, pattern) else { continue }
      if let best, match < best { continue }
      best = match
      if entry.value.isEmpty {
        lines.removeAll()
      } else {
        lines.append(entry.value)
      }
    }
    return lines
  }
}

extension ExtraHeaders {
  /// Picks the entries out of a whole configuration, as the repository reads it.
  init(_ configuration: [(key: String, value: String)]) {
    let prefix = "http."
    let suffix = ".extraheader"
    entries = configuration.compactMap { key, value in
      guard key.hasPrefix(prefix), key.hasSuffix(suffix),
        key.utf8.count > prefix.count + suffix.count
      else { return nil }
      return Entry(
        url: String(key.dropFirst(prefix.count).dropLast(suffix.count)), value: Secret(value))
    }
  }
}

/// How well a URL of the configuration matches; the greater wins.
struct URLMatch: Comparable {
  private let hostLength: Int
  private let pathLength: Int
  private let namesUser: Bool

  /// Gives nil where the pattern does not match the URL.
  ///
  /// Scheme, host and port must be the same, except that `*` in the pattern stands for one label of
  /// the host; the path must begin with the pattern's, up to a slash; a user in the pattern must be
  /// the URL's.
  init?(_ url: URLParts, _ pattern: URLParts) {
    guard url.scheme == pattern.scheme, url.port == pattern.port,
      Self.matches(host: url.host, pattern.host),
      pattern.user == nil || pattern.user == url.user,
      let length = Self.matchLength(path: url.path, pattern.path)
    else { return nil }
    hostLength = pattern.host.utf8.count
    pathLength = length
    namesUser = pattern.user != nil
  }

  private static func matches(host: String, _ pattern: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let wanted = pattern.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count == wanted.count && zip(labels, wanted).allSatisfy { $1 == "*" || $0 == $1 }
  }

  private static func matchLength(path: [UInt8], _ pattern: [UInt8]) -> Int? {
    let slash = UInt8(ascii: "/")
    let prefix = pattern.last == slash ? pattern.dropLast() : pattern[...]
    guard path.starts(with: prefix) else { return nil }
    let rest = path.dropFirst(prefix.count)
    return rest.isEmpty || rest.first == slash ? prefix.count + 1 : nil
  }

  static func < (left: URLMatch, right: URLMatch) -> Bool {
    if left.hostLength != right.hostLength { return left.hostLength < right.hostLength }
    if left.pathLength != right.pathLength { return left.pathLength < right.pathLength }
    return !left.namesUser && right.namesUser
  }
}

/// The parts of an http(s) URL that git compares.
struct URLParts: Sendable, Equatable {
  let scheme: String
  var user: String?
  let host: String
  let port: Int
  /// Percent-decoded, except for an encoded slash.
  let path: [UInt8]

  /// Gives nil where the text is no http(s) URL.
  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: "@") {
      let name = authority[..<at].prefix { $0 != ":" }
      user = String(decoding: Self.decoded(name, keepingSlash: false), as: UTF8.self)
      authority = authority[authority.index(after: at)...]
    }
    let colon = authority.lastIndex(of: ":")
    if let colon, !authority[colon...].contains("]") {
      let digits = authority[authority.index(after: colon)...]
      guard let number = digits.isEmpty ? Self.defaultPort(scheme) : Int(digits) else { return nil }
      port = number
      host = authority[..<colon].lowercased()
    } else {
      port = Self.defaultPort(scheme)
      host = authority.lowercased()
    }
    guard !host.isEmpty else { return nil }
    path = Self.decoded(rest[end...].prefix { $0 != "?" && $0 != "#" }, keepingSlash: true)
  }

  private static func defaultPort(_ scheme: String) -> Int { scheme == "https" ? 443 : 80 }

  private static func decoded(_ text: Substring, keepingSlash: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      guard byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(Substring(digits)), radix: 16),
        !(keepingSlash && value == UInt8(ascii: "/"))
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
