import HTTP
import Model

/// Turns what a service said into a line that may be written down: short, safe, without secrets.
///
/// A service, or a page on the way to it, may echo what it was sent.
struct Redaction: Sendable {
  /// The longest excerpt, in characters.
  private static let lengthMax = 200
  /// A shorter text is no secret, and taking it away would spoil the line.
  private static let secretLengthMin = 4

  private let secrets: [Secret]

  init(_ secrets: [Secret]) {
    self.secrets = secrets.filter { $0.reveal().count >= Self.secretLengthMin }
      .sorted { $0.reveal().count > $1.reveal().count }
  }

  /// The same for an address that is a secret as a whole, and so in its parts, encoded and not.
  init(_ url: RequestURL, and more: [Secret] = []) {
    let segments = url.path.split(separator: "/").map(String.init)
    let plain = segments.compactMap { PercentEncoding.decode($0.utf8) }
      .map { String(decoding: $0, as: UTF8.self) }
    let values = url.query.map(\.value)
    let parts = [url.text, url.path] + segments + plain + values
    self.init((parts + values.map { PercentEncoding.encode($0) }).map { Secret($0) } + more)
  }

  /// The beginning of a text, on one line.
  func line(_ text: String) -> String {
    let shown = secrets.reduce(text) { $0.replacing($1.reveal(), with: "***") }
    let words = shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let excerpt = words.count > Self.lengthMax ? "\(words.prefix(Self.lengthMax))…" : words
    // It never begins a line, so it is made safe behind a mark.
    let line = String(SafeText.line("`" + excerpt).dropFirst())
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  /// The same of an answer's body.
  func line(_ body: [UInt8]) -> String {
    line(String(decoding: body.prefix(Self.lengthMax * 16), as: UTF8.self))
  }
}
