import Model

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

  func matches(_ finding: Finding, in policy: String) -> Bool {
    code == finding.code.description && (self.policy == nil || self.policy == policy)
  }
}

extension Ignore: CustomStringConvertible {
  /// As it was written.
  package var description: String { policy.map { "\(code):\($0)" } ?? code }
}

extension Report {
  /// Leaves out and counts what the user does not want to hear of.
  ///
  /// - Returns: the ones of `list` that matched nothing, and so may be misspelled.
  package mutating func leaveOut(_ list: [Ignore]) -> [Ignore] {
    var unused = Set(list)
    for index in policies.indices {
      let name = policies[index].policy
      let before = policies[index].findings.count
      policies[index].findings.removeAll { found in
        guard let ignore = list.first(where: { $0.matches(found.finding, in: name) }) else {
          return false
        }
        unused.remove(ignore)
        return true
      }
      ignoredCount += before - policies[index].findings.count
    }
    return list.filter { unused.contains($0) }
  }

  /// Leaves out and counts the findings that the baseline has.
  package mutating func leaveOut(_ baseline: Baseline) {
    var left = baseline.counts
    for index in policies.indices {
      let name = policies[index].policy
      let before = policies[index].findings.count
      policies[index].findings.removeAll { found in
        let key = Baseline.Key(found.finding, in: name)
        guard let count = left[key], count > 0 else { return false }
        left[key] = count - 1
        return true
      }
      knownCount += before - policies[index].findings.count
    }
  }
}
