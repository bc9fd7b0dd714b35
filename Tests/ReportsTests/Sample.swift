import Inputs
import Model
import PolicyLanguage

@testable import Reports

/// Reports for tests, over files of a few lines.
enum Sample {
  /// A document as people write it.
  static let text = #"""
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["é:A", "iam:PassRole"],
          "Resource": "*",
          "Condition": {"StringEquals": {"aws:TagKeys": "a"}}
        }
      ]
    }

    """#

  static let link = "https://example.com/#x"

  static func finding(
    _ type: FindingType, _ code: IssueCode, _ details: String, at paths: [PathElement]...
  ) -> Finding {
    Finding(
      type: type, code: code, details: details, learnMoreLink: link,
      locations: paths.map { Location(path: $0, span: Span(0..<1)) })
  }

  static let statement: [PathElement] = [.value("Statement"), .index(0)]

  static let passRole = finding(
    .securityWarning, "PASS_ROLE_WITH_STAR_IN_RESOURCE", "Roles can be passed. Name them.",
    at: statement + [.value("Action"), .index(1)], statement + [.value("Resource")])
  static let qualifier = finding(
    .error, "MISSING_QUALIFIER", "Add one.",
    at: statement + [.value("Condition"), .value("StringEquals"), .key("aws:TagKeys")])

  static func report(
    _ findings: [EngineFinding] = [EngineFinding(passRole), EngineFinding(qualifier)],
    file: String = "policies/Mine", text: String = text, notValidated: String? = nil,
    threshold: Threshold = .error
  ) throws -> Report {
    var report = Report(threshold: threshold, validator: "offline 2026-10-27", version: "1.2.3")
    let bytes = Array(text.utf8)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let inputs = try PolicyInputs.policies(in: bytes, named: name, type: .identity)
    report.policies = inputs.map {
      PolicyReport($0, in: file, text: bytes, findings: findings, notValidated: notValidated)
    }
    return report
  }

  static func write(_ report: Report, as name: String, hasColor: Bool = false) -> String {
    let format = ReportFormats.all(hasColor: hasColor).first { type(of: $0).name == name }
    return String(decoding: format?.bytes(of: report) ?? [], as: UTF8.self)
  }
}
