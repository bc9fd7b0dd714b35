import Model
import PolicyLanguage

/// The checks that found something, sorted by their codes.
struct SARIFRules {
  private let findings: [Finding]
  private let indices: [String: Int]

  init(_ report: Report) {
    let byCode = Dictionary(report.findings.map { ($0.finding.code.description, $0.finding) }) {
      first, _ in first
    }
    findings = byCode.sorted { $0.key < $1.key }.map(\.value)
    indices = Dictionary(
      findings.enumerated().map { ($1.code.description, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func index(of code: String) -> Int { indices[code] ?? -1 }

  var json: [JSON] {
    findings.map { finding in
      let words = finding.code.description.lowercased().replacing("_", with: " ")
      return [
        "id": .string(finding.code.description),
        "shortDescription": ["text": .string(words)],
        "helpUri": .string(finding.learnMoreLink),
        "defaultConfiguration": ["level": .string(finding.type.sarifLevel)],
      ]
    }
  }
}
