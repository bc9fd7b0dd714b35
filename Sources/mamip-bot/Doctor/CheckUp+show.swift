import Model
import PolicyLanguage

extension CheckUp.Finding {
  /// An element of `doctor --json`.
  var json: JSON {
    [
      "check": .string(check),
      "status": .string(diagnosis.status.rawValue),
      "detail": .string(diagnosis.detail),
      "hint": diagnosis.hint.map { .string($0) } ?? .null,
    ]
  }

  /// A line, and one more where there is advice: signs in colour on a terminal, words elsewhere.
  func lines(on console: Console) -> [String] {
    let mark = console.hasColor ? diagnosis.status.sign(on: console) : diagnosis.status.word
    let text = SafeText.line("\(Self.padded(check, Self.nameColumns)) \(diagnosis.detail)")
    let line = "\(mark) \(text)"
    guard let hint = diagnosis.hint else { return [line] }
    let indent = console.hasColor ? 2 : Self.wordColumns + 1
    let advice = Self.padded("", indent) + "hint: \(SafeText.line(hint))"
    return [line, console.colored(advice, .dim)]
  }

  fileprivate static let wordColumns = 4
  private static let nameColumns =
    DoctorCheck.all.map(\.name.count).max() ?? 0

  fileprivate static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }
}

extension Diagnosis.Status {
  fileprivate var word: String {
    let word =
      switch self {
      case .good: "ok"
      case .warning: "warn"
      case .bad: "FAIL"
      case .skipped: "skip"
      }
    return CheckUp.Finding.padded(word, CheckUp.Finding.wordColumns)
  }

  fileprivate func sign(on console: Console) -> String {
    switch self {
    case .good: console.colored("✓", .green)
    case .warning: console.colored("!", .yellow)
    case .bad: console.colored("✗", .red)
    case .skipped: console.colored("-", .dim)
    }
  }
}

extension [CheckUp.Finding] {
  /// How many checks ended how.
  var summary: String {
    let counts = Diagnosis.Status.allCases.map { status in
      (status, count: count { $0.diagnosis.status == status })
    }
    let list = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.0.rawValue)" }
    return "\(count) checks: \(list.joined(separator: ", "))"
  }

  /// Whether a run would fail, or go wrong.
  var hasBad: Bool { contains { $0.diagnosis.status == .bad } }
}
