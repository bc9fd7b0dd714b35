package import Model
package import PolicyLanguage

/// Says what IAM Access Analyzer's `ValidatePolicy` would say of a policy, without asking it.
///
/// Findings are those of one day: the day of the service reference, unless another is given,
/// decides which rules are in force. A policy that is wrong gives findings, never an error.
package struct Validator: Sendable {
  /// What policies are attached to.
  package let type: PolicyType
  /// The day whose rules apply, as `2026-10-27`.
  package let asOf: String
  private let services: KnownServices
  private let checks: ChecksBySubject

  /// Prepares the checks for policies of one type.
  package init(reference: ServiceReference, type: PolicyType = .identity, asOf: String? = nil) {
    let day = asOf ?? reference.date
    self.type = type
    self.asOf = day
    services = KnownServices(reference, asOf: day)
    checks = ChecksBySubject(
      Catalogue.checks.filter { $0.policyTypes.contains(type) && $0.days.contains(day) })
  }

  /// What is wrong with a document, in the order of the places.
  ///
  /// Spans count in the document as `json.dumps` writes it; `Location.node(in:)` finds the place in
  /// the document as it was given.
  package func findings(in document: JSONDocument) -> [Finding] {
    // Nothing is laid out anew before something is to be placed in it, unless strings change.
    let read = document.isPlain ? document : document.onOneLine
    let policy = PolicyDocument(read)
    let context = Context(
      document: policy, type: type, services: services, asOf: asOf,
      statement: PolicyStatement(policy.node))
    var reports = Reports()
    checks.inspect(policy, context, &reports)
    return reports.isEmpty ? [] : reports.findings(in: read)
  }

  /// Reads a text and says what is wrong with it, that it is no JSON included.
  ///
  /// Throws for a text that may be right, but is longer or deeper than is read.
  package func findings(in text: [UInt8]) throws(JSONSyntaxError) -> [Finding] {
    do {
      return findings(in: try JSONDocument(parsing: text))
    } catch {
      guard !error.isLimit else { throw error }
      return [JsonSyntaxError.finding(of: error)]
    }
  }
}

extension Validator {
  /// Whether a finding says that AWS does not have something, which newer service data may have.
  package static func restsOnServiceData(_ finding: Finding) -> Bool {
    [
      InvalidAction.code, InvalidService.code, InvalidServiceConditionKey.code,
      InvalidServiceInAction.code,
    ].contains(finding.code)
  }

  /// What is wrong with a text that could not be read.
  package static func finding(of error: JSONSyntaxError) -> Finding {
    JsonSyntaxError.finding(of: error)
  }
}

/// Which check has said what, as long as nothing is known of the places but their nodes.
struct Reports {
  private var all: [(check: any PolicyCheck.Type, issue: Issue)] = []

  var isEmpty: Bool { all.isEmpty }

  mutating func append(_ issues: [Issue], of check: any PolicyCheck.Type) {
    guard !issues.isEmpty else { return }
    for issue in issues { all.append((check, issue)) }
  }

  /// The findings in the order of their first places, those of one place by their codes.
  func findings(in document: JSONDocument) -> [Finding] {
    let line = document.onOneLine
    let placed = all.map { check, issue in
      (check, issue.details, issue.nodes.map { line.node(of: $0, in: document) })
    }
    let locator = Locator(line, nodes: placed.flatMap(\.2))
    let findings = placed.map { check, details, nodes in
      Finding(
        type: check.type, code: check.code, details: details,
        learnMoreLink: check.learnMoreLink, locations: nodes.map(locator.location))
    }
    return findings.enumerated().sorted { left, right in
      (left.element.sortKey, left.offset) < (right.element.sortKey, right.offset)
    }.map(\.element)
  }
}

extension Finding {
  fileprivate var sortKey: SortKey {
    SortKey(start: locations.first?.span.start.offset ?? 0, code: code.description)
  }
}

private struct SortKey: Comparable {
  let start: Int
  let code: String

  static func < (left: SortKey, right: SortKey) -> Bool {
    (left.start, left.code) < (right.start, right.code)
  }
}
