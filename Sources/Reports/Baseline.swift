import Model
package import PolicyLanguage

/// Findings that are known already, so that a run fails only for new ones.
///
/// A finding is known by its policy, code and text, not by its place, so that an edit above it does
/// not make it new. Where a text occurs several times, so many are known.
package struct Baseline: Sendable, Equatable {
  struct Key: Sendable, Hashable {
    let policy: String
    let code: String
    let details: String

    init(policy: String, code: String, details: String) {
      self.policy = policy
      self.code = code
      self.details = details
    }

    init(_ finding: Finding, in policy: String) {
      self.init(
        policy: policy, code: finding.code.description, details: finding.details)
    }

    fileprivate var order: [String] { [policy, code, details] }
  }

  let counts: [Key: Int]

  /// Everything that a report has.
  package init(_ report: Report) {
    var counts: [Key: Int] = [:]
    for policy in report.policies {
      for found in policy.findings {
        counts[Key(found.finding, in: policy.policy), default: 0] += 1
      }
    }
    self.counts = counts
  }

  /// Reads what `json` writes; nil where the document has another form.
  package init?(_ document: JSONDocument) {
    guard let list = document.root["findings"], list.kind == .array else { return nil }
    var counts: [Key: Int] = [:]
    for entry in list.elements {
      guard let policy = entry["policy"]?.string, let code = entry["issueCode"]?.string,
        let details = entry["findingDetails"]?.string,
        let count = (entry["count"]?.numberText ?? "1").asCount
      else { return nil }
      let key = Key(policy: policy, code: code, details: details)
      guard counts.updateValue(count, forKey: key) == nil else { return nil }
    }
    self.counts = counts
  }

  /// The file, sorted, so that a diff shows what has changed.
  package var json: JSON {
    let keys = counts.keys.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    let entries = keys.map { key in
      let members: [JSON.Member] = [
        JSON.Member("policy", .string(key.policy)),
        JSON.Member("issueCode", .string(key.code)),
        JSON.Member("findingDetails", .string(key.details)),
      ]
      let count = counts[key, default: 1]
      return JSON.object(
        count == 1 ? members : members + [JSON.Member("count", .number(String(count)))])
    }
    return ["findings": .array(entries)]
  }
}

extension String {
  /// A number from 1.
  fileprivate var asCount: Int? { Int(self).flatMap { $0 > 0 ? $0 : nil } }
}
