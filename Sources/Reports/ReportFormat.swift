/// A form in which a report can be written.
package protocol ReportFormat: Sendable {
  /// What `--format` calls it.
  static var name: String { get }

  /// The whole text, with a line feed at its end.
  func bytes(of report: Report) -> [UInt8]
}

/// The forms in which a report can be written.
package enum ReportFormats {
  /// What `--format` takes.
  package static var names: [String] { all(hasColor: false).map { type(of: $0).name } }

  /// All of them; `hasColor` is for those that people read.
  package static func all(hasColor: Bool) -> [any ReportFormat] {
    [
      // Sorted, one line for each file in ReportFormats/.
      GitHub(),
      JSONArray(),
      JUnit(),
      SARIF(),
      Text(hasColor: hasColor),
    ]
  }
}
