/// A short piece of Swift to look for, such as `try?` or `print(`, as tokens without gaps.
struct Phrase: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  let description: String
  private let texts: [String]

  init(stringLiteral text: String) {
    description = text
    texts = SwiftLexer(text).tokens.map(\.text)
  }

  /// The lines of a file on which it stands.
  func lines(in file: File) -> [Int] {
    places(in: file).map { file.tokens[$0].line }
  }

  /// The indices of its first tokens.
  func places(in file: File) -> [Int] {
    file.tokens.indices.filter { stands(at: $0, in: file.tokens) }
  }

  private func stands(at start: Int, in tokens: [Token]) -> Bool {
    guard tokens[start].text == texts[0], start + texts.count <= tokens.count,
      start == 0 || !isMember(tokens[start - 1])
    else { return false }
    return texts.indices.dropFirst().allSatisfy { index in
      let token = tokens[start + index]
      return token.text == texts[index] && tokens[start + index - 1].touches(token)
    }
  }

  /// A member of the same name is something else: `list.print()`, `func print()`.
  private func isMember(_ before: Token) -> Bool {
    (before.text == "." && texts[0] != ".") || before.text == "func"
  }
}

extension File {
  /// A problem at each place where one of the phrases stands.
  func problems(with phrases: [Phrase], _ message: String) -> [Problem] {
    phrases.flatMap { phrase in
      phrase.lines(in: self).map { problem(at: $0, "`\(phrase)`: \(message)") }
    }
  }
}
