import AWS
import Model

/// One complete answer of `ListPolicies`.
struct PolicyList {
  struct Entry: Sendable {
    let name: PolicyName
    let arn: String
    let version: VersionID

    /// Whether the archive lacks this version, or believes that the policy is gone.
    func differs(from held: Holdings) -> Bool {
      held.deprecated[name] != nil || held.policies[name]?.version != version
    }
  }

  /// Sorted by name.
  let policies: [Entry]
  let problems: [Observation.Problem]
  /// Each way an ARN begins before the policy's name, sorted: `arn:aws:iam::aws:policy/`,
  /// `arn:aws:iam::aws:policy/service-role/` and so on.
  let pathPrefixes: [String]
  private let names: Set<PolicyName>

  init(_ summaries: [ManagedPolicySummary]) {
    var policies: [Entry] = []
    var problems: [Observation.Problem] = []
    var prefixes: Set<String> = []
    for summary in summaries {
      guard let name = PolicyName(summary.name), let version = VersionID(summary.defaultVersionID)
      else {
        problems.append(
          Observation.Problem(
            policy: SafeText.line(summary.name),
            message: "its name or its version `\(SafeText.line(summary.defaultVersionID))` "
              + "cannot be a file or a version of an archive",
            isError: true))
        continue
      }
      policies.append(Entry(name: name, arn: summary.arn, version: version))
      if summary.arn.hasSuffix("/" + summary.name) {
        prefixes.insert(String(summary.arn.dropLast(summary.name.count)))
      }
    }
    self.policies = policies.sorted { $0.name < $1.name }
    self.problems = problems
    pathPrefixes = prefixes.sorted()
    names = Set(summaries.compactMap { PolicyName($0.name) })
  }

  var arns: [PolicyName: String] {
    Dictionary(policies.map { ($0.name, $0.arn) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the archive holds and this list does not have.
  func missing(from held: Holdings) -> Set<PolicyName> {
    Set(held.policies.keys).union(held.unreadable)
      .subtracting(held.deprecated.keys).subtracting(names)
  }
}
