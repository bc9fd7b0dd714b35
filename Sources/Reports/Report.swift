package import Model
package import PolicyLanguage

/// What a validation found, ready to be written in any format.
package struct Report: Sendable {
  /// Each policy in the order in which it was read, also where it has no findings.
  package var policies: [PolicyReport] = []
  /// The files that could not be read; without them the report is not whole.
  package var failures: [FileFailure] = []
  /// From which type of finding on a run fails.
  package var threshold: Threshold
  /// How many files were read that hold no policy, such as a template of other resources.
  package var emptyFilesCount = 0
  /// Findings that are left out because the user said so.
  package var ignoredCount = 0
  /// Findings that are left out because the baseline has them.
  package var knownCount = 0
  /// Which engine validated, and with the service data of which day.
  package var validator: String
  /// The version of this program.
  package var version: String

  /// A report about nothing so far.
  package init(threshold: Threshold, validator: String, version: String) {
    self.threshold = threshold
    self.validator = validator
    self.version = version
  }
}

extension Report {
  /// All findings, in order.
  package var findings: [PlacedFinding] { policies.flatMap(\.findings) }

  /// Whether some finding is at or above the threshold, or two engines do not agree.
  package var hasFailed: Bool {
    policies.contains { policy in
      policy.findings.contains { threshold.isMet(by: $0.finding.type) || $0.onlyIn != nil }
    }
  }

  /// Whether everything that was asked for was validated.
  package var isWhole: Bool {
    failures.isEmpty && policies.allSatisfy { $0.notValidated == nil }
  }
}

/// A file that could not be read.
package struct FileFailure: Sendable {
  package let file: String
  /// What is wrong, in one line.
  package let message: String
  /// Where, if it is something in the file.
  package let position: JSONPosition?
  /// What to do about it, if we know.
  package let hint: String?

  package init(
    file: String, message: String, position: JSONPosition? = nil, hint: String? = nil
  ) {
    self.file = file
    self.message = message
    self.position = position
    self.hint = hint
  }

  /// What is wrong and what to do about it, for formats that have one text.
  var text: String { message + advice }

  /// What to do about it, behind another text.
  var advice: String { hint.map { "; \($0)" } ?? "" }
}

extension FileFailure: CustomStringConvertible {
  /// The file, the place if there is one, and what is wrong; advice in a line of its own.
  package var description: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    let advice = hint.map { "\nhint: \(SafeText.line($0))" } ?? ""
    return "\(SafeText.line(file))\(place): \(SafeText.line(message))\(advice)"
  }
}
