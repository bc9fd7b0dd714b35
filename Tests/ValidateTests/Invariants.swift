import Model
import PolicyLanguage
import Validate

/// What holds for every text, whatever it says.
struct Invariants {
  private let validators: [Validator]

  /// Prepares a validator for each type of policy.
  init() throws {
    let reference = try SampleServices.reference()
    validators = PolicyType.allCases.map { Validator(reference: reference, type: $0) }
  }

  /// What does not hold for a text; nil where all is well.
  func broken(by text: [UInt8]) -> String? {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text)
    } catch {
      return text.indices.contains(error.offset) || error.offset == text.count
        ? nil : "an error outside the text: \(error)"
    }
    let line = document.onOneLine
    guard let again = reading(line.text), again.root.isSameValue(as: document.root) else {
      return "the line says something else"
    }
    return validators.lazy.compactMap { validator in
      let findings = validator.findings(in: document)
      return findings == validator.findings(in: again)
        ? broken(by: findings, document, line) : "another layout, other findings"
    }.first
  }

  private func reading(_ text: [UInt8]) -> JSONDocument? {
    do {
      return try JSONDocument(parsing: text)
    } catch {
      return nil
    }
  }

  private func broken(
    by findings: [Finding], _ document: JSONDocument, _ line: JSONDocument
  ) -> String? {
    let starts = findings.compactMap(\.locations.first?.span.start.offset)
    guard starts == starts.sorted(), starts.count == findings.count else { return "not in order" }
    for location in findings.flatMap(\.locations) {
      guard location.node(in: document) != nil else { return "a path that leads nowhere" }
      let span = location.node(in: line)?.span
      guard span == location.span.start.offset..<location.span.end.offset else {
        return "path and span of two places"
      }
    }
    return nil
  }
}
