/// Why a text is not the XML that was expected.
struct XMLError: Error, Sendable, Equatable {
  let reason: String
  /// One-based, as editors count; nil where the place says nothing, as in a text too large.
  let line: Int?

  init(_ reason: String, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }
}

extension XMLError: CustomStringConvertible {
  var description: String {
    line.map { "\(reason): line \($0)" } ?? reason
  }
}
