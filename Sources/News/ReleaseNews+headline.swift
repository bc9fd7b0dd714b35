import Model

extension ReleaseNews {
  /// From so many policies on it is a burst: what is merely reissued is counted, not named.
  private static let burstMin = 26

  /// `3 AWS managed policies updated`, or of several kinds
  /// `12 AWS managed policies changed: 8 updated, 4 added`.
  var headline: String {
    let policies = policies.count == 1 ? "policy" : "policies"
    let start = "\(count) AWS managed \(policies)"
    let kinds = Set(self.policies.map(\.kind))
    guard kinds.count != 1, !kinds.isEmpty else {
      return "\(start) \(kinds.first?.spoken ?? "changed")"
    }
    return "\(start) changed: \(self.kinds)"
  }

  /// `369`, or `1,485`.
  var count: String { policies.count.grouped }

  /// `8 updated, 4 added`.
  var kinds: String {
    let counts = Dictionary(grouping: policies, by: \.kind).mapValues(\.count)
    return Change.Kind.byInterest.compactMap { kind in
      counts[kind].map { "\($0.grouped) \(kind.spoken)" }
    }.joined(separator: ", ")
  }

  /// The policies that are worth a name of their own.
  var named: [PolicyNews] {
    policies.count < Self.burstMin ? policies : policies.filter { $0.kind != .reissued }
  }
}

extension Change.Kind {
  /// In the order in which they are counted.
  static let byInterest: [Change.Kind] = [
    .updated, .added, .deprecated, .restored, .reverted, .reissued,
  ]

  /// The word behind a number of policies.
  var spoken: String {
    switch self {
    case .reissued: "reissued unchanged"
    case .added, .deprecated, .restored, .reverted, .updated: rawValue
    }
  }
}

extension PolicyNews {
  /// So many ways to more permissions are named; the commit names them all.
  private static let openedMax = 5

  /// What stands behind the policy's name: ` v5 → v6: +2 actions; opens iam-005`.
  var story: String {
    let tail = summary.hasPrefix(name.text) ? summary.dropFirst(name.text.count) : " \(kind.spoken)"
    if allowsEverything { return "\(tail); allows every action" }
    guard !escalations.isEmpty else { return String(tail) }
    let opened = escalations.prefix(Self.openedMax).map(\.id).joined(separator: ", ")
    let rest = escalations.count - Self.openedMax
    return "\(tail); opens \(opened)" + (rest > 0 ? " and \(rest) more" : "")
  }
}
