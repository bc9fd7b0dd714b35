import Configuration

extension DoctorCheck {
  /// The configuration can be read, and says what a run has to know.
  static let configuration = DoctorCheck("configuration") { examination throws(Diagnosis) in
    let configuration = try examination.configuration.get()
    guard configuration != Configuration() else {
      throw .warning(
        "there is no \(Configuration.path), or it says nothing",
        hint: "`mamip-bot init` writes one")
    }
    let parts: [(name: String, value: String?)] = [
      ("source", configuration.source?.text), ("branch", configuration.branch?.text),
      ("repository", configuration.repository?.text),
    ]
    let named = parts.compactMap { part in part.value.map { "\(part.name) `\($0)`" } }
    let push = examination.pushes ? "pushes in Actions" : "does not push"
    let state = "\(Configuration.path): \((named + [push]).joined(separator: ", "))"
    let missing = parts.filter { $0.value == nil }.map { "`\($0.name)`" }
    guard missing.isEmpty else {
      throw .warning(
        state, hint: "it does not say \(missing.joined(separator: ", "))")
    }
    return .good(state)
  }
}
