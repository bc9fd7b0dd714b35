/// A form in which a report can be written.
package protocol ReportFormat: Sendable {
  /// What `--format` calls it.
  static var name: String { get }
  /// Whether it shows where in a file something was found.
  static var showsPlaces: Bool { get }

  /// The whole text, with a line feed at its end.
  func bytes(of report: Report) -> [UInt8]
}

extension ReportFormat {
  /// All but one do.
  package static var showsPlaces: Bool { true }
}

/// The forms in which a report can be written.
package enum ReportFormats {
  /// What `--format` takes.
  package static var names: [String] { all(hasColor: false).map { type(of: $0).name } }

  /// Whether the format of a name shows where in a file something was found.
  package static func showsPlaces(_ name: String) -> Bool {
    all(hasColor: false).contains { type(of: $0).name == name && type(of: $0).showsPlaces }
  }

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
