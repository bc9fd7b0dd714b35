package import Model

/// The reference page of all checks, made from the checks themselves.
package enum CheckList {
  /// One check for each row of a list, as other pages show it.
  package struct Entry: Sendable {
    package let code: IssueCode
    package let type: FindingType
    /// The types of policies that it applies to.
    package let policyTypes: [PolicyType]
    /// Where AWS explains it.
    package let learnMoreLink: String
  }

  /// All checks that are built, sorted by their codes.
  package static var entries: [Entry] {
    Catalogue.checks.map { check in
      Entry(
        code: check.code, type: check.type,
        policyTypes: PolicyType.allCases.filter(check.policyTypes.contains),
        learnMoreLink: check.learnMoreLink)
    }.sorted { $0.code.description < $1.code.description }
  }

  /// The page as Markdown: what each check reports, by an example, and what it accepts.
  package static var markdown: String {
    var lines = ["# Checks", "", "\(entries.count) of Access Analyzer's checks, the worst first."]
    for type in FindingType.allCases {
      lines += ["", "## \(type.rawValue)"]
      let checks = Catalogue.checks.filter { $0.type == type }
      for check in checks.sorted(by: { $0.code.description < $1.code.description }) {
        lines += section(of: check)
      }
    }
    lines += ["", "## Not built", ""]
    lines += UnbuiltCheck.all.map { "- `\($0.code)` (\($0.type.rawValue)): \($0.reason)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(of check: any PolicyCheck.Type) -> [String] {
    let types = PolicyType.allCases.filter(check.policyTypes.contains).map(\.rawValue)
    var lines = ["", "### \(check.code)", ""]
    lines += ["For \(types.joined(separator: ", ")). [AWS's page](\(check.learnMoreLink))", ""]
    lines += check.examples.reported.prefix(1).map { "- reported: `\($0.shown)`" }
    lines += check.examples.accepted.prefix(1).map { "- accepted: `\($0.shown)`" }
    return lines
  }
}

extension Example {
  /// How much of a text is shown.
  private static let shownMax = 400

  /// The text, cut where it is long.
  fileprivate var shown: String {
    text.count > Self.shownMax ? text.prefix(Self.shownMax) + "…" : text
  }
}
