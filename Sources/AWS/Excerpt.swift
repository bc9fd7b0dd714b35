import Model

/// The beginning of a text from outside, made safe to stand inside a one-line message.
///
/// Runs of white space become one space, and what was cut is shown by `…`.
struct Excerpt: CustomStringConvertible {
  /// Enough to recognise a proxy's error page, in Unicode scalars.
  static let pageLengthMax = 60
  /// Enough for the longest sentence AWS writes, ARNs included.
  static let sentenceLengthMax = 600

  let description: String

  private init(_ text: String, lengthMax: Int) {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let start = String(line.unicodeScalars.prefix(lengthMax))
    // It never begins the line, so it is shown behind a mark, which keeps `User: arn` as it is.
    let safe = SafeText.line("`" + start).dropFirst()
    description = start.utf8.count < line.utf8.count ? "\(safe)…" : String(safe)
  }

  /// For a page that came in place of an answer.
  init(page bytes: [UInt8]) {
    self.init(
      String(decoding: bytes.prefix(8 * Self.pageLengthMax), as: UTF8.self),
      lengthMax: Self.pageLengthMax)
  }

  /// For what AWS says in an error, and for names a person wrote into a file.
  init(_ text: String) {
    self.init(text, lengthMax: Self.sentenceLengthMax)
  }
}
