/// A piece of Swift code: a word, a sign, or a whole literal.
struct Token: Sendable {
  enum Kind: Sendable {
    /// A name, a keyword or a number.
    case word
    /// A name in backticks, which may be a sentence.
    case quotedName
    /// A string literal; what stands in it is not code.
    case string
    /// One character of punctuation.
    case sign
  }

  let kind: Kind
  let text: String
  let line: Int
  /// The bytes of the file that it covers.
  let range: Range<Int>

  /// Whether nothing stands between the two, not even a space.
  func touches(_ next: Token) -> Bool { range.upperBound == next.range.lowerBound }
}

/// One line of a comment, without its leading slashes and spaces.
struct Comment: Sendable {
  let text: String
  let line: Int
  /// Whether it is documentation, that is written with three slashes.
  let isDocumentation: Bool
}
