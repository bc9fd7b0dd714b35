import Model
import PolicyLanguage

/// SARIF 2.1.0, which code scanning reads.
///
/// Regions are the JSON tokens of the file as it lies on disk; the first of a finding's places is
/// the result's, and the others are related to it.
struct SARIF: ReportFormat {
  static let name = "sarif"

  /// Code scanning takes no result with more places; it shows a tenth of them.
  private static let relatedMax = 999

  func bytes(of report: Report) -> [UInt8] {
    let rules = SARIFRules(report)
    var fingerprints = Fingerprints()
    let results = report.policies.flatMap { policy in
      policy.findings.map { found in
        result(of: found, in: policy, rules, fingerprint: fingerprints.next(found, in: policy))
      }
    }
    let driver: JSON = [
      "name": "mamip-bot", "version": .string(report.version),
      "rules": .array(rules.json),
    ]
    let run: JSON = [
      "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
      "invocations": [invocation(of: report)], "results": .array(results),
    ]
    let log: JSON = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [run],
    ]
    return JSONWriter.canonical(log, indentedBy: 2) + [UInt8(ascii: "\n")]
  }

  private func result(
    of found: PlacedFinding, in policy: PolicyReport, _ rules: SARIFRules, fingerprint: String
  ) -> JSON {
    let code = found.finding.code.description
    let related = found.places.dropFirst().prefix(Self.relatedMax).enumerated().map {
      index, place in
      JSON.object(
        [JSON.Member("id", .number(String(index + 1)))] + physical(place, in: policy.file))
    }
    let logical: JSON = [
      "name": .string(policy.policy),
      "fullyQualifiedName": .string(policy.policy + policy.pointer),
      "kind": "resource",
    ]
    let location =
      physical(found.places[0], in: policy.file)
      + [JSON.Member("logicalLocations", .array([logical]))]
    var members: [JSON.Member] = [
      JSON.Member("ruleId", .string(code)),
      JSON.Member("ruleIndex", .number(String(rules.index(of: code)))),
      JSON.Member("level", .string(found.finding.type.sarifLevel)),
      JSON.Member("message", ["text": .string(found.message)]),
      JSON.Member("locations", .array([.object(location)])),
    ]
    if !related.isEmpty { members.append(JSON.Member("relatedLocations", .array(related))) }
    members.append(
      JSON.Member("partialFingerprints", ["mamipFinding/v1": .string(fingerprint)]))
    return .object(members)
  }

  private func physical(_ place: Place?, in file: String) -> [JSON.Member] {
    var members: [JSON.Member] = [
      JSON.Member("artifactLocation", ["uri": .string(file.fileURI)])
    ]
    if let place { members.append(JSON.Member("region", place.region)) }
    return [JSON.Member("physicalLocation", .object(members))]
  }

  private func invocation(of report: Report) -> JSON {
    let broken = report.policies.compactMap { policy in
      policy.notValidated.map { reason in
        notification(
          "\(policy.policy): not validated: \(reason.reason)", reason.place, in: policy.file)
      }
    }
    let failed = report.failures.map { failure in
      notification(
        failure.text, failure.position.map { Place(start: $0, end: $0) }, in: failure.file)
    }
    return [
      "executionSuccessful": .bool(report.isWhole),
      "toolExecutionNotifications": .array(broken + failed),
    ]
  }

  private func notification(_ text: String, _ place: Place?, in file: String) -> JSON {
    [
      "level": "error", "message": ["text": .string(text)],
      "locations": .array([.object(physical(place, in: file))]),
    ]
  }
}

extension FindingType {
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .securityWarning, .warning: "warning"
    case .suggestion: "note"
    }
  }
}

extension Place {
  /// Lines and columns count from 1; the end is behind the last character.
  fileprivate var region: JSON {
    [
      "startLine": .number(String(start.line)), "startColumn": .number(String(start.column)),
      "endLine": .number(String(end.line)), "endColumn": .number(String(end.column)),
    ]
  }
}
