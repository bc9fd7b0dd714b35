import Model
import PolicyLanguage

/// For people: the place, the line with a caret, the message, what to do, and where to read more.
struct Text: ReportFormat {
  static let name = "text"

  /// How many further places of a finding are named.
  private static let placesMax = 5

  let hasColor: Bool

  func bytes(of report: Report) -> [UInt8] {
    var lines: [String] = []
    for policy in report.policies {
      for found in policy.findings { lines += self.lines(of: found, in: policy) + [""] }
      if let reason = policy.notValidated {
        let place = reason.place.map { ":\($0.start.line):\($0.start.column)" } ?? ""
        lines += [
          "\(SafeText.line(policy.file))\(place): \(colored("not validated", .red))"
            + "\(policy.titleSuffix): \(SafeText.line(reason.reason))", "",
        ]
      }
    }
    for failure in report.failures {
      let place = failure.position.map { ":\($0.line):\($0.column)" } ?? ""
      lines += [
        "\(SafeText.line(failure.file))\(place): \(colored("not read", .red)): "
          + SafeText.line(failure.message)
      ]
      lines += failure.hint.map { ["  hint: \(SafeText.line($0))"] } ?? []
      lines.append("")
    }
    lines.append(colored(report.summary, .bold))
    return [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func lines(of found: PlacedFinding, in policy: PolicyReport) -> [String] {
    let (message, hint) = found.finding.messageAndHint
    let place = found.places[0].start
    let word = colored(found.finding.type.word, Color(found.finding.type))
    let only = found.onlyIn.map { " (only \($0))" } ?? ""
    var lines = [
      "\(SafeText.line(policy.file)):\(place.line):\(place.column): \(word) "
        + "\(SafeText.line(found.finding.code.description))\(policy.titleSuffix)\(only): "
        + SafeText.line(message)
    ]
    if let shown = found.excerpt { lines += excerpt(shown, line: place.line) }
    if policy.isQuoted, let path = found.finding.locations.first?.path, !path.isEmpty {
      lines.append("  inside: \(SafeText.line(path.pointer))")
    }
    if found.places.count > 1 { lines.append("  also: \(furtherPlaces(of: found))") }
    if let reason = policy.syntaxError { lines.append("  reason: \(SafeText.line(reason))") }
    if let doubt = found.doubt { lines.append("  uncertain: \(SafeText.line(doubt))") }
    if let hint { lines.append("  hint: \(SafeText.line(hint))") }
    lines.append("  \(colored(SafeText.line(found.finding.learnMoreLink), .dim))")
    return lines
  }

  private func excerpt(_ excerpt: Excerpt, line: Int) -> [String] {
    let number = String(line)
    let gutter = String(repeating: " ", count: number.count)
    let indentation = String(repeating: " ", count: excerpt.before.unicodeScalars.count)
    let carets = String(repeating: "^", count: max(1, excerpt.marked.unicodeScalars.count))
    return [
      "  \(number) | \(excerpt.before)\(excerpt.marked)\(excerpt.behind)",
      "  \(gutter) | \(indentation)\(colored(carets, .red))",
    ]
  }

  private func furtherPlaces(of found: PlacedFinding) -> String {
    let further = found.places.dropFirst()
    let shown = further.prefix(Self.placesMax).map { "\($0.start.line):\($0.start.column)" }
    let rest = further.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private enum Color: Int {
    case bold = 1
    case dim = 2
    case red = 31
    case yellow = 33
    case cyan = 36

    init(_ type: FindingType) {
      self =
        switch type {
        case .error: .red
        case .securityWarning, .warning: .yellow
        case .suggestion: .cyan
        }
    }
  }

  private func colored(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }
}
