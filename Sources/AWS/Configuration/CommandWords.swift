/// Splits a line into words as a POSIX shell would, without expanding anything.
///
/// White space separates; single quotes keep everything; double quotes keep everything but `\"`
/// and `\\`; outside of quotes a backslash keeps the next character.
enum CommandWords {
  /// Gives nil where a quote is not closed, or the line ends in a backslash.
  static func split(_ line: some StringProtocol) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        let isKept = quote == nil || character == "\"" || character == "\\"
        word = (word ?? "") + (isKept ? "" : "\\") + String(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil && (character == "'" || character == "\"") {
        quote = character
        word = word ?? ""
      } else if quote == nil && character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let finished = word { words.append(finished) }
    return words
  }
}
