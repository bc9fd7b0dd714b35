import ArgumentParser
import Model
import Reports

extension PolicyType: ExpressibleByArgument {}

extension Threshold: ExpressibleByArgument {}

extension ValidationEngineName: ExpressibleByArgument {}

/// One of the forms in which a report can be written.
struct ReportFormatName: ExpressibleByArgument {
  let text: String

  static var allValueStrings: [String] { ReportFormats.names }

  init?(argument: String) {
    guard ReportFormats.names.contains(argument) else { return nil }
    text = argument
  }
}
