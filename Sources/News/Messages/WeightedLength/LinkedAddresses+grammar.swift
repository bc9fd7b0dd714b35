/// How an address is written.
extension LinkedAddresses {
  /// What looks like an address.
  struct Address {
    let start: Int
    let server: Range<Int>
    /// Where the path begins and ends; empty where there is none.
    let path: Range<Int>
    let end: Int

    var hasScheme: Bool { start < server.lowerBound }
  }

  /// A server's name, with a scheme before it or not, and what belongs to it behind.
  func address(at start: Int) -> Address? {
    let schemes = [Self.scheme, "http://"]
    let scheme = schemes.first { has($0, at: start) }
    let server = start + (scheme?.count ?? 0)
    guard let serverEnd = serverEnd(from: server) else { return nil }
    let path = pathRange(from: portEnd(from: serverEnd))
    return Address(
      start: start, server: server..<serverEnd, path: path, end: queryEnd(from: path.upperBound))
  }

  /// Whether a word, given in small letters, stands there in small or great ones.
  func has(_ word: String, at start: Int) -> Bool {
    text[start...].starts(with: word.unicodeScalars) { $0.lowercased == $1 }
  }

  /// The longest name of labels with dots between that ends in a top-level domain.
  private func serverEnd(from start: Int) -> Int? {
    var (end, label): (Int?, Int) = (nil, start)
    while let dot = labelEnd(from: label), dot - start <= Self.lengthMax {
      if !text[label..<dot].contains("_"),
        let length = TopLevelDomains.length(at: text[(dot + 1)...])
      {
        end = dot + 1 + length
      }
      label = dot + 1
    }
    return end
  }

  /// Where the dot behind a label stands.
  private func labelEnd(from start: Int) -> Int? {
    guard start < text.count, text[start].isInServer else { return nil }
    let end = labelEnds[start]
    return end < text.count && text[end] == "." && text[end - 1].isInServer ? end : nil
  }

  private func portEnd(from start: Int) -> Int {
    guard start < text.count, text[start] == ":" else { return start }
    let digits = text[(start + 1)...].prefix(while: \.isDigit)
    return digits.isEmpty ? start : digits.endIndex
  }

  private func pathRange(from start: Int) -> Range<Int> {
    guard start < text.count, text[start] == "/" else { return start..<start }
    var (end, next) = (start + 1, start + 1)
    while next < text.count {
      if let closed = parenthesesEnd(from: next) {
        (end, next) = (next == end ? closed : end, closed)
      } else if text[next].isInPath {
        next += 1
        end = text[next - 1].mayEndPath ? next : end
      } else {
        break
      }
    }
    return start..<end
  }

  /// Behind parentheses that are closed and not empty, with others inside them or not.
  private func parenthesesEnd(from start: Int, canNest: Bool = true) -> Int? {
    guard start < text.count, text[start] == "(" else { return nil }
    var end = text[(start + 1)...].prefix(while: \.isInPath).endIndex
    if canNest, let inner = parenthesesEnd(from: end, canNest: false) {
      end = text[inner...].prefix(while: \.isInPath).endIndex
    }
    return end > start + 1 && end < text.count && text[end] == ")" ? end + 1 : nil
  }

  /// Behind the query; where there is none, its beginning.
  func queryEnd(from start: Int) -> Int {
    guard start < text.count, text[start] == "?" else { return start }
    let query = text[(start + 1)...].prefix(while: \.isInQuery)
    return query.lastIndex(where: \.mayEndQuery).map { $0 + 1 } ?? start
  }

  /// As `serverEnd`, of labels in Latin script alone.
  func latinEnd(in server: ArraySlice<Unicode.Scalar>) -> Int? {
    var (end, rest): (Int?, ArraySlice<Unicode.Scalar>) = (nil, server)
    while true {
      let label = rest.prefix { $0.isLatin || $0 == "-" }
      let dot = label.endIndex
      guard !label.isEmpty, dot < server.endIndex, text[dot] == "." else { return end }
      rest = rest[(dot + 1)...]
      if let length = TopLevelDomains.length(at: rest) { end = dot + 1 + length }
    }
  }
}
