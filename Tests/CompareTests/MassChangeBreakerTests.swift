import Compare
import Model
import PolicyLanguage
import Support
import Testing

private let document = PolicyFixture.document("s3:GetObject")

private func archive(of count: Int) -> Holdings {
  let names = (0..<count).map { PolicyFixture.name("Policy\($0)") }
  let policy = Holdings.Policy(
    version: PolicyFixture.id(1), createDate: PolicyFixture.day(1), document: document)
  return Holdings(policies: Dictionary(uniqueKeysWithValues: names.map { ($0, policy) }))
}

private func changes(
  _ count: Int, _ kind: Change.Kind, commit: @escaping (Int) -> String? = { _ in nil }
) -> [Change] {
  (0..<count).map { index in
    Change(
      kind: kind, name: PolicyFixture.name("Policy\(index)"), arn: nil, version: nil, previous: nil,
      previousDocument: nil, missed: [], departure: nil, isBackfilled: false,
      observedAt: PolicyFixture.day(2), sourceCommit: commit(index))
  }
}

private func reason(
  _ changes: [Change], held: Holdings, listed: Int = 1_000, isAllowed: Bool = false
) -> MassChange.Reason? {
  let observation = Observation(
    source: "iam", observedAt: PolicyFixture.day(2), listedCount: listed, events: [:], arns: [:],
    problems: [])
  do {
    try MassChangeBreaker.check(changes, of: observation, against: held, isAllowed: isAllowed)
    return nil
  } catch {
    return error.reason
  }
}

@Suite struct `The breaker for mass changes` {
  @Test func `an empty list stops the run`() {
    #expect(reason([], held: archive(of: 10), listed: 0) == .emptyList)
  }

  @Test func `a person may allow everything but an empty list`() {
    let held = archive(of: 1_500)
    #expect(reason(changes(26, .deprecated), held: held, isAllowed: true) == nil)
    #expect(reason(changes(1_500, .updated), held: held, isAllowed: true) == nil)
    #expect(reason([], held: held, listed: 0, isAllowed: true) == .emptyList)
  }

  @Test func `25 missing policies pass, 26 stop the run`() {
    #expect(reason(changes(25, .deprecated), held: archive(of: 1_500)) == nil)
    #expect(reason(changes(26, .deprecated), held: archive(of: 1_500)) == .departures(26))
  }

  @Test(arguments: [Change.Kind.added, .updated, .reverted])
  func `half the archive passes, more stops the run`(_ kind: Change.Kind) {
    #expect(reason(changes(100, kind), held: archive(of: 200)) == nil)
    #expect(reason(changes(101, kind), held: archive(of: 200)) == .changes(101, limit: 100))
  }

  @Test func `a small archive may change by 50 policies`() {
    #expect(reason(changes(50, .added), held: archive(of: 3)) == nil)
    #expect(reason(changes(51, .added), held: archive(of: 3)) == .changes(51, limit: 50))
  }

  @Test func `a re-issue of everything passes`() {
    #expect(reason(changes(1_500, .reissued), held: archive(of: 1_500)) == nil)
  }

  @Test func `an archive without policies has nothing to protect`() {
    #expect(reason(changes(1_500, .added), held: Holdings()) == nil)
  }

  @Test func `several versions of one policy count once`() {
    let versions = Array(repeating: changes(1, .updated), count: 60).flatMap(\.self)
    #expect(reason(versions, held: archive(of: 3)) == nil)
  }

  @Test func `a replay is judged commit by commit`() {
    let spread = changes(60, .updated) { "commit\($0 / 30)" }
    #expect(reason(spread, held: archive(of: 3)) == nil)
    let burst = changes(60, .updated) { _ in "commit" }
    #expect(reason(burst, held: archive(of: 3)) == .changes(60, limit: 50))
  }
}
