import Model

/// Names for findings that stay the same when lines move: made of the policy, the code, the text,
/// and which of several that is.
struct Fingerprints {
  private var seen: [String: Int] = [:]

  /// The next finding's, in 16 digits.
  mutating func next(_ found: PlacedFinding, in policy: PolicyReport) -> String {
    let parts = [policy.policy, found.finding.code.description, found.finding.details]
    let key = parts.joined(separator: "\u{0}")
    seen[key, default: 0] += 1
    let digits = String(Self.hash("\(key)\u{0}\(seen[key, default: 1])"), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// FNV-1a in 64 bits: it has to tell findings apart, not to withstand anybody.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
