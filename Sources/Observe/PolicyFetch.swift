import AWS
import Model
import PolicyLanguage

/// What was fetched of one policy.
struct FetchedPolicy: Sendable {
  let name: PolicyName
  /// Oldest first, the last one being the default; empty where nothing could be had.
  var versions: [PolicyVersion] = []
  var problems: [Observation.Problem] = []
}

/// Fetches the default version of one policy, and the ones before it that the archive missed.
struct PolicyFetch: Sendable {
  let iam: IAM
  let entry: PolicyList.Entry
  let held: Holdings

  func run() async throws(AWSError) -> FetchedPolicy {
    var fetched = FetchedPolicy(name: entry.name)
    do {
      guard let newest = try await defaultVersion(&fetched) else { return fetched }
      fetched.versions = try await skippedVersions(before: newest.id, &fetched) + [newest]
    } catch {
      guard error.isNoSuchEntity else { throw error }
      fetched.versions = []
      fetched.problems.append(problem("vanished between list and get; the archive keeps its text"))
    }
    return fetched
  }

  /// The version that is the default at the moment when it is read.
  ///
  /// AWS may make another version the default between the two calls; then what was read is no
  /// longer what policies mean, and the policy is asked again.
  private func defaultVersion(
    _ fetched: inout FetchedPolicy
  ) async throws(AWSError) -> PolicyVersion? {
    var wanted = entry.version
    for _ in 1...IAMSource.reconcileMax {
      let answer = try await iam.getPolicyVersion(arn: entry.arn, versionID: wanted.description)
      if answer.isDefault { return version(answer, &fetched) }
      let present = try await iam.getPolicy(arn: entry.arn).defaultVersionID
      guard let id = VersionID(present) else { break }
      if id == held.policies[entry.name]?.version { return nil }
      wanted = id
    }
    fetched.problems.append(
      problem("its default version moved while it was read; the next run reads it again"))
    return nil
  }

  /// The versions between the archive's and the new default that AWS still serves.
  private func skippedVersions(
    before newest: VersionID, _ fetched: inout FetchedPolicy
  ) async throws(AWSError) -> [PolicyVersion] {
    guard !held.isEmpty else { return [] }
    let last = held.policies[entry.name]?.version ?? held.deprecated[entry.name]?.lastVersion
    let first = (last?.number ?? 0) + 1
    guard first < newest.number else { return [] }
    let served = try await iam.listPolicyVersions(arn: entry.arn)
    let numbers = served.compactMap { VersionID($0.versionID)?.number }
      .filter { (first..<newest.number).contains($0) }
      .sorted().suffix(IAMSource.versionsServedMax)
    var versions: [PolicyVersion] = []
    for number in numbers {
      do {
        let answer = try await iam.getPolicyVersion(arn: entry.arn, versionID: "v\(number)")
        if let version = version(answer, &fetched) { versions.append(version) }
      } catch {
        // A version that AWS dropped meanwhile is one that cannot be had.
        guard error.isNoSuchEntity else { throw error }
      }
    }
    return versions
  }

  private func version(
    _ answer: ManagedPolicyVersion, _ fetched: inout FetchedPolicy
  ) -> PolicyVersion? {
    guard let id = VersionID(answer.versionID) else {
      fetched.problems.append(problem("`\(SafeText.line(answer.versionID))` is no version"))
      return nil
    }
    do {
      return PolicyVersion(
        name: entry.name, id: id, createDate: answer.createDate,
        document: try PolicyDocumentText.parse(answer.document))
    } catch {
      fetched.problems.append(
        Observation.Problem(
          policy: entry.name.text, message: "\(id) was not recorded: \(error)", isError: true))
      return nil
    }
  }

  private func problem(_ message: String) -> Observation.Problem {
    Observation.Problem(policy: entry.name.text, message: message, isError: false)
  }
}
