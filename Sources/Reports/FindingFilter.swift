package import Model

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
