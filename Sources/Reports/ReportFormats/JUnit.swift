import Model
import PolicyLanguage

/// JUnit's XML, which most build servers read: a test for each policy.
///
/// A test fails where a finding is at or above the threshold; findings below it are its output.
struct JUnit: ReportFormat {
  static let name = "junit"

  func bytes(of report: Report) -> [UInt8] {
    let cases = report.policies.map { testCase(of: $0, report.threshold) }
    let broken = report.failures.map(testCase(of:))
    let failed = report.policies.count { policy in
      policy.notValidated == nil && policy.findings.contains { fails($0, report.threshold) }
    }
    let errors = report.failures.count + report.policies.count { $0.notValidated != nil }
    let count = cases.count + broken.count
    let numbers = "tests=\"\(count)\" failures=\"\(failed)\" errors=\"\(errors)\""
    let lines =
      [
        #"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites \(numbers)>",
        "  <testsuite name=\"mamip-bot validate\" \(numbers)>",
      ] + cases + broken + ["  </testsuite>", "</testsuites>"]
    return [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func fails(_ found: PlacedFinding, _ threshold: Threshold) -> Bool {
    threshold.isMet(by: found.finding.type) || found.onlyIn != nil
  }

  private func testCase(of policy: PolicyReport, _ threshold: Threshold) -> String {
    var parts: [String] = []
    let failing = policy.findings.filter { fails($0, threshold) }
    let others = policy.findings.filter { !fails($0, threshold) }
    if let first = failing.first {
      let codes = Set(failing.map(\.finding.code.description)).sorted().joined(separator: ", ")
      parts.append(
        "      <failure type=\"\(xml(first.finding.type.rawValue))\" message=\"\(xml(codes))\">"
          + text(of: failing, in: policy) + "</failure>")
    }
    if let reason = policy.notValidated {
      parts.append("      <error message=\"\(xml("not validated: \(reason.reason)"))\"/>")
    }
    if !others.isEmpty {
      parts.append("      <system-out>\(text(of: others, in: policy))</system-out>")
    }
    return testCase(file: policy.file, name: policy.policy + policy.pointer, parts)
  }

  private func testCase(of failure: FileFailure) -> String {
    let place = failure.position.map { ": line \($0.line), column \($0.column)" } ?? ""
    let error = "      <error message=\"\(xml(failure.message + place + failure.advice))\"/>"
    return testCase(file: failure.file, name: failure.file, [error])
  }

  private func testCase(file: String, name: String, _ parts: [String]) -> String {
    let opening = "    <testcase classname=\"\(xml(file))\" name=\"\(xml(name))\""
    guard !parts.isEmpty else { return opening + "/>" }
    return ([opening + ">"] + parts + ["    </testcase>"]).joined(separator: "\n")
  }

  private func text(of findings: [PlacedFinding], in policy: PolicyReport) -> String {
    findings.map { xml($0.headline(in: policy)) }.joined(separator: "\n")
  }

  /// What XML cannot hold at all, such as most control characters, is spelled out before.
  private func xml(_ text: String) -> String {
    SafeText.line(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
