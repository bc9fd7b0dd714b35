package import AWS
import HTTP
package import Model
import PolicyLanguage

/// The IAM API: one list, then only the versions that the archive lacks.
package struct IAMSource: PolicySource {
  /// A word.
  package static let form = "`iam`"

  /// How many versions are asked for at the same time.
  package static let width = 16
  /// IAM keeps five versions of a policy, so more than this many can never be back-filled.
  static let versionsServedMax = 5
  /// How often a policy is read again where its default version moved between list and get.
  static let reconcileMax = 5
  /// The largest genuine removal ever seen was 35 policies; above this a person decides.
  static let missingMax = 25

  package let title = "iam"
  let iam: IAM

  package init(_ iam: IAM) {
    self.iam = iam
  }

  /// Lists all policies and fetches the versions that the archive lacks.
  package func observe(
    since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> Observation {
    let list = try await list(run)
    guard !list.policies.isEmpty || !held.isEmpty else {
      throw .unusable("IAM lists no AWS managed policies", hint: "check AWS_ENDPOINT_URL_IAM")
    }
    let gone = try await departures(missingFrom: list, since: held, in: run)
    let stale = list.policies.filter { $0.differs(from: held) }
    var observation = Observation(
      source: title, observedAt: run.time, listedCount: list.policies.count, events: [:],
      arns: list.arns, problems: list.problems)
    for (name, departure) in gone { observation.events[name] = [.departed(departure)] }
    for fetched in try await fetch(stale, since: held, in: run) {
      observation.problems += fetched.problems
      guard !fetched.versions.isEmpty else { continue }
      let newest = fetched.versions.count - 1
      observation.events[fetched.name] = fetched.versions.enumerated().map { index, version in
        .published(Observation.Publication(version: version, isBackfill: index < newest))
      }
    }
    return observation
  }

  private func list(_ run: ObservationRun) async throws(ObserveError) -> PolicyList {
    do {
      let list = PolicyList(try await iam.listPolicies(scope: .aws))
      run.progress.report("listing policies", list.policies.count, list.policies.count)
      return list
    } catch {
      throw error.isHalfAnswer ? .brokenList("\(error)") : .aws(error)
    }
  }

  /// The policies that are in neither of two complete lists and that `GetPolicy` does not know.
  private func departures(
    missingFrom list: PolicyList, since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> [PolicyName: Observation.Departure] {
    var missing = list.missing(from: held)
    guard !missing.isEmpty, !list.policies.isEmpty else { return [:] }
    missing.formIntersection(try await self.list(run).missing(from: held))
    guard run.allowsMassChange || missing.count <= Self.missingMax else {
      throw .tooManyMissing(missing.count, limit: Self.missingMax)
    }
    var departures: [PolicyName: Observation.Departure] = [:]
    for name in missing.sorted() {
      try await confirm(name, isGoneFrom: list.pathPrefixes)
      departures[name] = Observation.Departure(
        date: run.time.date, reason: Observation.Departure.Reason.noLongerListed.rawValue)
    }
    return departures
  }

  /// Throws where IAM still knows the policy under any path: then the list was broken.
  private func confirm(
    _ name: PolicyName, isGoneFrom prefixes: [String]
  ) async throws(ObserveError) {
    for prefix in prefixes {
      do {
        _ = try await iam.getPolicy(arn: prefix + name.text)
      } catch {
        if error.isNoSuchEntity { continue }
        // Without this permission the second list decides.
        if error.isAccessDenied { return }
        throw .aws(error)
      }
      throw .brokenList("`\(name)` is missing from it, but IAM still has `\(prefix + name.text)`")
    }
  }

  private func fetch(
    _ stale: [PolicyList.Entry], since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> [FetchedPolicy] {
    let counter = ProgressCounter(total: stale.count) { done, total in
      run.progress.report("fetching policies", done, total)
    }
    do {
      return try await concurrentMap(stale, width: Self.width) { entry in
        let fetched = try await PolicyFetch(iam: iam, entry: entry, held: held).run()
        counter.advance()
        return fetched
      }
    } catch let error as AWSError {
      throw .aws(error)
    } catch {
      throw .unusable("fetching was interrupted", hint: "nothing was written; run again")
    }
  }
}

extension AWSError {
  /// Whether an answer came, but not a whole one that agrees with itself.
  fileprivate var isHalfAnswer: Bool {
    switch failure {
    case .unreadable, .inconsistent: true
    case .refused, .unreachable, .noCredentials, .misconfigured: false
    }
  }
}
