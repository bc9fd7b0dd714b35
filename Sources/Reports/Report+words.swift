import Model
import PolicyLanguage

extension Report {
  /// What a person reads last: how much was validated, and what was found.
  package var summary: String {
    let types = FindingType.allCases.map { type in
      let count = findings.count { $0.finding.type == type }
      return count.counted(type.word)
    }
    let without = policies.count { $0.notValidated != nil }
    let differing = findings.count { $0.onlyIn != nil }
    let uncertain = findings.count { $0.doubt != nil }
    let more = [
      (without, "not validated"), (failures.count, "not read"),
      (emptyFilesCount, "without policies"), (differing, "reported by one engine only"),
      (uncertain, "uncertain"),
      (ignoredCount, "ignored"),
      (knownCount, "in the baseline"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return policies.count.counted("policy", "policies") + ": "
      + (types + more).joined(separator: ", ") + " (\(validator))"
  }
}

extension FindingType {
  /// As people say it: `security warning`.
  var word: String { rawValue.lowercased().replacing("_", with: " ") }
}

extension Finding {
  /// The service's text is what is wrong in one sentence, and then what to do about it.
  var messageAndHint: (message: String, hint: String?) {
    guard let end = details.firstRange(of: ". ") else { return (details, nil) }
    return (details[..<end.lowerBound] + ".", String(details[end.upperBound...]))
  }
}

extension PlacedFinding {
  /// The finding's own text, with the one engine that says so, and why it may not be so.
  var message: String {
    finding.details + (onlyIn.map { " (only \($0))" } ?? "")
      + (doubt.map { " (uncertain: \($0))" } ?? "")
  }

  /// One line with everything: the place, the code, the text.
  func headline(in policy: PolicyReport) -> String {
    let place = places[0].start
    return "\(policy.file):\(place.line):\(place.column): \(finding.type.word) \(finding.code): "
      + message
  }
}

extension PolicyReport {
  /// The policy's name, where the file's name does not say it already.
  var titleSuffix: String {
    let stem = file.split(separator: "/").last.map(String.init) ?? file
    return stem == policy || stem == policy + ".json" ? "" : " in \(SafeText.line(policy))"
  }
}

extension [PathElement] {
  /// As a JSON Pointer.
  var pointer: String {
    map { element in
      switch element {
      case .index(let index): "/\(index)"
      case .key(let name), .value(let name):
        JSONPointer.step(name)
      case .substring: ""
      }
    }.joined()
  }
}
