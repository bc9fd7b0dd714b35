import Model

extension RequestURL {
  private typealias Bytes = Substring.UTF8View

  /// Reads an absolute http or https address; gives nil for anything else.
  ///
  /// Refused, because two programs would read them differently: spaces, control characters,
  /// backslashes, a `%` without two hexadecimal digits, bytes that are no UTF-8, two `@`, a host
  /// that is a number in disguise. A fragment is dropped; it is never sent.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.lengthMax, text.utf8.allSatisfy(Self.isAllowed) else {
      return nil
    }
    var rest = Substring(text).utf8
    let scheme = Self.cut(&rest, before: ":")
    guard let scheme = Origin.Scheme(rawValue: String(Substring(scheme)).lowercased()),
      rest.starts(with: "://".utf8)
    else { return nil }
    rest = rest.dropFirst(3)
    let authority = Self.cut(&rest, before: "/?#")
    guard let (origin, userInfo) = Self.readAuthority(authority, scheme: scheme),
      let (path, query) = Self.readTarget(rest)
    else { return nil }
    self.init(origin: origin, path: path, query: query, userInfo: userInfo)
  }

  /// The address that a reference found in an answer means, such as that of a `Location` header;
  /// gives nil where it is no http or https address.
  package func resolving(_ reference: String) -> RequestURL? {
    let bytes = reference.utf8
    if bytes.starts(with: "//".utf8) { return RequestURL("\(origin.scheme.rawValue):\(reference)") }
    if bytes.first == UInt8(ascii: "/") { return RequestURL("\(origin)\(reference)") }
    if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { return withoutUserInfo }
    if bytes.first == UInt8(ascii: "?") { return RequestURL("\(origin)\(path)\(reference)") }
    let beforeSlash = bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    if beforeSlash.contains(UInt8(ascii: ":")) { return RequestURL(reference) }
    let folder = path.utf8.reversed().drop { $0 != UInt8(ascii: "/") }.reversed()
    return RequestURL("\(origin)\(String(decoding: folder, as: UTF8.self))\(reference)")
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "\\")
  }

  /// Takes what comes before the first of the delimiters, or everything.
  private static func cut(_ rest: inout Bytes, before delimiters: String) -> Bytes {
    let end = rest.firstIndex { delimiters.utf8.contains($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private static func readAuthority(
    _ authority: Bytes, scheme: Origin.Scheme
  ) -> (Origin, UserInfo?)? {
    let parts = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard let hostAndPort = parts.last, parts.count <= 2 else { return nil }
    var userInfo: UserInfo?
    if parts.count == 2 {
      guard let read = readUserInfo(parts[0]) else { return nil }
      userInfo = read
    }
    guard let origin = readHost(hostAndPort, scheme: scheme) else { return nil }
    return (origin, userInfo)
  }

  private static func readUserInfo(_ bytes: Bytes) -> UserInfo? {
    var rest = bytes
    guard let user = PercentEncoding.decodeText(cut(&rest, before: ":")) else { return nil }
    guard !rest.isEmpty else { return UserInfo(user: user, password: nil) }
    guard let password = PercentEncoding.decodeText(rest.dropFirst()) else { return nil }
    return UserInfo(user: user, password: Secret(password))
  }

  private static func readHost(_ bytes: Bytes, scheme: Origin.Scheme) -> Origin? {
    let bracket = bytes.lastIndex(of: UInt8(ascii: "]"))
    let hostEnd = bytes[(bracket ?? bytes.startIndex)...].firstIndex(of: UInt8(ascii: ":"))
    let host = String(Substring(bytes[..<(hostEnd ?? bytes.endIndex)]))
    let digits = hostEnd.map { bytes[bytes.index(after: $0)...] } ?? bytes[bytes.endIndex...]
    guard digits.count <= 5,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Origin(scheme: scheme, host: host, port: Int(Substring(digits)))
  }

  private static func readTarget(_ bytes: Bytes) -> (path: String, query: [Parameter])? {
    var rest = bytes
    guard let path = readPath(cut(&rest, before: "?#")) else { return nil }
    guard rest.first == UInt8(ascii: "?") else { return (path, []) }
    rest = rest.dropFirst()
    let pairs = cut(&rest, before: "#").split(separator: UInt8(ascii: "&"))
    let query = pairs.compactMap(readParameter)
    return query.count == pairs.count ? (path, sorted(query)) : nil
  }

  private static func readParameter(_ bytes: Bytes) -> Parameter? {
    var rest = bytes
    guard let name = PercentEncoding.decodeText(cut(&rest, before: "=")),
      let value = PercentEncoding.decodeText(rest.dropFirst())
    else { return nil }
    return Parameter(name: name, value: value)
  }

  /// Resolves `.` and `..` after decoding, as servers do.
  private static func readPath(_ bytes: Bytes) -> String? {
    var segments: [String] = []
    let fields = bytes.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, field) in fields.enumerated() {
      guard let segment = PercentEncoding.decodeText(field) else { return nil }
      let isLast = index == fields.count - 1
      switch segment {
      case ".", "..":
        if segment == "..", !segments.isEmpty { segments.removeLast() }
        if isLast { segments.append("") }
      default: segments.append(PercentEncoding.encode(segment))
      }
    }
    return "/" + segments.joined(separator: "/")
  }
}
