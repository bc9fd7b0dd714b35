package import PolicyLanguage

/// Why bytes are not a policy version that may enter the archive.
package enum PolicyFileError: Error, Sendable, Equatable {
  /// There is nothing, or nothing but white space.
  case empty
  /// The file is not JSON.
  case notJSON(JSONSyntaxError)
  /// A merge went wrong and was committed.
  case conflictMarkers
  /// The file is JSON, but of another shape; the text says what is missing or wrong.
  case notAPolicyVersion(String)
  /// The document has no statement, or something that is not a statement.
  case noStatement
  /// The version, as found, is not `v` and a number.
  case badVersionID(String)
  /// The date, as found, is not one, or lies before 1970, where git has no dates.
  case badDate(String)
}

extension PolicyFileError: CustomStringConvertible {
  /// One line for people; what it repeats of the file has passed `SafeText`.
  package var description: String {
    switch self {
    case .empty: "file is empty"
    case .notJSON(let error): "file is not JSON: \(error)"
    case .conflictMarkers: "file holds merge conflict markers"
    case .notAPolicyVersion(let reason): "file is not a policy version: \(reason)"
    case .noStatement: "document has no statement"
    case .badVersionID(let text):
      "`\(SafeText.line(text))` is not a version: expected `v` and a number, such as `v6`"
    case .badDate(let text):
      "`\(SafeText.line(text))` is not a date: expected such as `2026-03-04T19:12:14+00:00`"
    }
  }
}
