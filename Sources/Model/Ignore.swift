/// A finding that the user does not want to hear of: `CODE`, or `CODE:POLICY`.
package struct Ignore: Sendable, Hashable {
  package let code: String
  /// Nil for all policies.
  package let policy: String?

  /// Nil where the text has another form.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isCode = { (byte: UInt8) in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
    }
    guard let code = parts.first, !code.isEmpty, code.utf8.allSatisfy(isCode),
      parts.count == 1 || !parts[1].isEmpty
    else { return nil }
    self.code = String(code)
    policy = parts.count == 2 ? String(parts[1]) : nil
  }

  /// Whether a finding in a policy is one of those.
  package func matches(_ finding: Finding, in policy: String) -> Bool {
    code == finding.code.description && (self.policy == nil || self.policy == policy)
  }
}

extension Ignore: CustomStringConvertible {
  /// As it was written.
  package var description: String { policy.map { "\(code):\($0)" } ?? code }
}
