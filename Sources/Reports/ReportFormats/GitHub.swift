import Model
import PolicyLanguage

/// Workflow commands, which GitHub Actions shows beside the lines of a pull request.
struct GitHub: ReportFormat {
  static let name = "github"

  func bytes(of report: Report) -> [UInt8] {
    var lines: [String] = []
    for policy in report.policies {
      lines += policy.findings.map { line(of: $0, in: policy) }
      if let reason = policy.notValidated {
        lines.append(
          command(
            "error", file: policy.file, reason.place, title: "not validated",
            "\(policy.policy): \(reason.reason)"))
      }
    }
    for failure in report.failures {
      let place = failure.position.map { Place(start: $0, end: $0) }
      lines.append(
        command("error", file: failure.file, place, title: "not read", failure.text))
    }
    lines.append(SafeText.line(report.summary))
    return [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func line(of found: PlacedFinding, in policy: PolicyReport) -> String {
    let level =
      switch found.finding.type {
      case .error: "error"
      case .securityWarning, .warning: "warning"
      case .suggestion: "notice"
      }
    return command(
      level, file: policy.file, found.places.first, title: found.finding.code.description,
      "\(policy.policy): \(found.message)")
  }

  private func command(
    _ level: String, file: String, _ place: Place?, title: String, _ message: String
  ) -> String {
    var properties: [(String, String)] = []
    if file != "-" { properties.append(("file", file)) }
    if let place {
      properties += [("line", "\(place.start.line)"), ("endLine", "\(place.end.line)")]
      // GitHub takes columns only where a place is in one line.
      if place.start.line == place.end.line {
        properties += [("col", "\(place.start.column)"), ("endColumn", "\(place.end.column)")]
      }
    }
    properties.append(("title", title))
    let list = properties.map { "\($0)=\(SafeText.workflowProperty($1))" }.joined(separator: ",")
    return "::\(level) \(list)::\(SafeText.workflowCommand(message))"
  }
}
