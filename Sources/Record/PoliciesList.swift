import Model
import PolicyLanguage

/// `policies-list.json` in MAMIP's form, without what it told of the operator's own account.
enum PoliciesList {
  struct Entry {
    let version: VersionID
    let date: Timestamp
  }

  /// Writes the members that tools read; an ARN stands only where a source named it.
  static func encode(_ policies: [PolicyName: Entry], _ arns: [PolicyName: String]) -> [UInt8] {
    let entries = policies.sorted { $0.key < $1.key }.map { name, entry in
      var members = [JSON.Member("PolicyName", .string(name.text))]
      if let arn = arns[name] { members.append(JSON.Member("Arn", .string(arn))) }
      members += [
        JSON.Member("DefaultVersionId", .string(entry.version.description)),
        JSON.Member("UpdateDate", .string(entry.date.rfc3339WithOffset)),
      ]
      return JSON.object(members)
    }
    return JSONWriter.canonical(["Policies": .array(entries)]) + [UInt8(ascii: "\n")]
  }
}

extension DeprecatedPolicy {
  /// What `DEPRECATED.json` says after a change; nil where the policy is there.
  init?(_ change: Change) {
    guard let departure = change.departure else { return nil }
    self.init(
      name: change.name, date: departure.date, reason: departure.reason,
      lastVersion: change.previous, arn: change.arn)
  }
}
