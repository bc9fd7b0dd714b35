import Model

/// `findings/README.md`, the page that a person reads: it has no dates, so that it changes only
/// with the findings.
struct FindingsIndex: Equatable {
  static let fileName = "README.md"

  /// How many policies the archive holds.
  let policyCount: Int
  /// What there is to say, by the names of the policies.
  var entries: [String: FindingsSummary]

  /// The page of an archive whose policies were not validated yet.
  static let empty = [UInt8](
    """
    # Findings

    No policy of this archive has been validated yet.

    """.utf8)

  /// The page.
  var bytes: [UInt8] {
    let sorted = entries.sorted { $0.key < $1.key }
    var found: [Row] = []
    var unknown: [String] = []
    for (name, entry) in sorted {
      switch entry {
      case .findings(let counts): found.append((name, counts))
      case .notValidated(let reason):
        unknown.append("- \(link(name)): \(SafeText.markdown(reason ?? "no reason is known"))")
      }
    }
    var paragraphs = ["# Findings", summary(found, unknownCount: unknown.count)]
    if !found.isEmpty { paragraphs.append(table(found)) }
    if !unknown.isEmpty {
      paragraphs.append("## Not validated")
      paragraphs.append(unknown.joined(separator: "\n"))
    }
    return [UInt8]((paragraphs.joined(separator: "\n\n") + "\n").utf8)
  }

  private typealias Row = (name: String, counts: FindingCounts)

  private func summary(_ found: [Row], unknownCount: Int) -> String {
    let counts = Self.types.map { type, one, many in
      found.reduce(0) { $0 + $1.counts[type] }.counted(one, many)
    }
    let more = unknownCount == 0 ? "" : " \(unknownCount.counted("is", "are")) not validated."
    return "Of \(policyCount.counted("policy", "policies")), "
      + "\(found.count.counted("has", "have")) findings: "
      + counts.joined(separator: ", ") + "." + more
  }

  private func table(_ found: [Row]) -> String {
    let head = [
      "| policy | " + Self.types.map(\.many).joined(separator: " | ") + " |",
      "| --- | ---: | ---: | ---: | ---: |",
    ]
    return found.reduce(into: head.joined(separator: "\n")) { table, row in
      table += "\n| "
      table += link(row.name)
      for (type, _, _) in Self.types {
        table += " | "
        let count = row.counts[type]
        if count > 0 { table += String(count) }
      }
      table += " |"
    }
  }

  /// A policy's name is a file's name, and needs no escaping in a link's target.
  private func link(_ name: String) -> String { "[\(SafeText.markdown(name))](\(name).json)" }

  static let types: [(type: FindingType, one: String, many: String)] = [
    (.error, "error", "errors"),
    (.securityWarning, "security warning", "security warnings"),
    (.warning, "warning", "warnings"),
    (.suggestion, "suggestion", "suggestions"),
  ]
}
