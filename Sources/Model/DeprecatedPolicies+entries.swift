import PolicyLanguage

extension DeprecatedPolicies.Decoded {
  /// Adds an element of a list.
  mutating func add(_ entry: JSONNode) {
    if let name = entry.string {
      add(name, date: nil, entry: nil)
    } else if let name = entry["policy_name"]?.string {
      add(name, date: entry["deprecated_date"], entry: entry)
    } else {
      problems.append("an entry has no `policy_name`")
    }
  }

  /// Adds a policy by its name; `entry` is the object that has more members, if there is one.
  mutating func add(_ text: String, date: JSONNode?, entry: JSONNode?) {
    let shown = "`\(SafeText.line(text))`"
    // MAMIP declared a stray file `X.json` a policy that was gone, while X was alive.
    guard let name = PolicyName(text), !text.hasSuffix(".json") else {
      return problems.append("\(shown) is not a policy's name")
    }
    guard policies[name] == nil else { return problems.append("\(shown) occurs twice") }
    let reason = entry?["reason"]?.string ?? Observation.Departure.Reason.noLongerListed.rawValue
    policies[name] = DeprecatedPolicy(
      name: name, date: day(date, of: shown), reason: reason,
      lastVersion: version(entry?["last_version"], of: shown), arn: entry?["arn"]?.string)
  }

  /// A date, or `Unknown` where there is none or what is there is not one.
  private mutating func day(_ node: JSONNode?, of shown: String) -> String {
    guard let node, !node.isNull, !node.isString(DeprecatedPolicy.unknownDate) else {
      return DeprecatedPolicy.unknownDate
    }
    guard let text = node.string,
      let moment = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: "\(text)T00:00:00Z")
    else {
      problems.append("\(shown) has a date that is not one")
      return DeprecatedPolicy.unknownDate
    }
    return moment.date
  }

  private mutating func version(_ node: JSONNode?, of shown: String) -> VersionID? {
    guard let node, !node.isNull else { return nil }
    guard let version = node.string.flatMap({ VersionID($0) }) else {
      problems.append("\(shown) has a version that is not one")
      return nil
    }
    return version
  }
}
