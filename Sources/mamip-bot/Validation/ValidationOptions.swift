import ArgumentParser
import Configuration
import Model
import Reports

extension PolicyType: ExpressibleByArgument {}

extension Threshold: ExpressibleByArgument {}

extension ValidationEngineName: ExpressibleByArgument {}

extension ValidationEngineName {
  /// The engine that the configuration names; ours where it names none.
  init(_ configured: ValidateSection.Validator?) {
    switch configured {
    case .accessAnalyzer: self = .accessAnalyzer
    case .offline, nil: self = .offline
    }
  }
}

/// One of the forms in which a report can be written.
struct ReportFormatName: ExpressibleByArgument {
  let text: String

  static var allValueStrings: [String] { ReportFormats.names }

  init?(argument: String) {
    guard ReportFormats.names.contains(argument) else { return nil }
    text = argument
  }
}
