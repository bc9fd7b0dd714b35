/// What became of a push, as the remote itself reports it.
package struct PushOutcome: Sendable, Equatable {
  /// Whether the references have their new values.
  package enum Verdict: Sendable, Equatable {
    /// Every reference has its new value.
    case accepted
    /// These have not. The others have, unless the push was atomic: then none has.
    case rejected([PushRejection])
  }

  package let verdict: Verdict
  /// Whether the references moved together or not at all.
  package let isAtomic: Bool
  /// What the remote said to people: at most some kilobytes, safe to print.
  package let messages: [String]

  /// Whether a reference was not where it was expected, so that fetching and computing anew helps.
  package var hasMoved: Bool {
    switch verdict {
    case .accepted: false
    case .rejected(let rejections): rejections.contains { $0.reason == .moved }
    }
  }
}
