import Compare
import Model
import PolicyLanguage
import Support
import Testing

private let read = PolicyFixture.document("s3:GetObject")
private let write = PolicyFixture.document("s3:PutObject")
private let name = PolicyFixture.name("Example")

private func published(
  _ number: Int, day: Int, _ document: JSONDocument, policy: String = "Example",
  isBackfill: Bool = false
) -> Observation.Event {
  .published(
    Observation.Publication(
      version: PolicyFixture.version(policy, number, day: day, document), isBackfill: isBackfill))
}

private let departed = Observation.Event.departed(
  Observation.Departure(date: "2026-01-20", reason: "no longer listed by AWS"))

private func observed(_ events: [PolicyName: [Observation.Event]]) -> Observation {
  Observation(
    source: "iam", observedAt: PolicyFixture.day(20), listedCount: 1, events: events, arns: [:],
    problems: [])
}

private func held(_ number: Int, _ document: JSONDocument) -> Holdings {
  Holdings(policies: [
    name: Holdings.Policy(
      version: PolicyFixture.id(number), createDate: PolicyFixture.day(1), document: document)
  ])
}

private func gone(last number: Int?) -> Holdings {
  let entry = DeprecatedPolicy(
    name: name, date: "2025-01-01", reason: "no longer listed by AWS",
    lastVersion: number.map(PolicyFixture.id), arn: "arn:aws:iam::aws:policy/Example")
  return Holdings(deprecated: [name: entry])
}

/// One step from a state of the archive, and the kind of change that it is.
private struct Step: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let held: Holdings
  let event: Observation.Event
  let kind: Change.Kind?

  init(_ description: String, _ held: Holdings, _ event: Observation.Event, _ kind: Change.Kind?) {
    testDescription = description
    self.held = held
    self.event = event
    self.kind = kind
  }
}

private let otherPolicy = Holdings(policies: [
  PolicyFixture.name("Other"): Holdings.Policy(
    version: PolicyFixture.id(1), createDate: PolicyFixture.day(1), document: read)
])

private let steps = [
  Step("unknown name", otherPolicy, published(1, day: 2, read), .added),
  Step("higher version, other document", held(5, read), published(6, day: 2, write), .updated),
  Step("higher version, same document", held(5, read), published(6, day: 2, read), .reissued),
  Step("lower version, other document", held(20, write), published(19, day: 1, read), .reverted),
  Step("lower version, same document", held(20, read), published(19, day: 1, read), .reverted),
  Step("same version, same document", held(5, read), published(5, day: 1, read), nil),
  Step("same version, other document", held(5, read), published(5, day: 1, write), .updated),
  Step("gone", held(5, read), departed, .deprecated),
  Step("back after it was gone", gone(last: 5), published(6, day: 2, read), .restored),
  Step("back with the version it had", gone(last: 5), published(5, day: 2, read), .restored),
  Step("gone before", gone(last: 5), departed, nil),
  Step("gone before it was ever recorded", otherPolicy, departed, nil),
  Step("unreadable until now", Holdings(unreadable: [name]), published(2, day: 2, read), .updated),
  Step("unreadable and gone", Holdings(unreadable: [name]), departed, .deprecated),
]

@Suite struct `Changes between an archive and an observation` {
  @Test(arguments: steps)
  fileprivate func `each step has its kind`(_ step: Step) {
    let changes = observed([name: [step.event]]).changes(since: step.held)
    #expect(changes.map(\.kind) == [step.kind].compactMap(\.self))
  }

  @Test func `a change carries both versions, and a deprecation no new one`() {
    let updated = observed([name: [published(6, day: 2, write)]]).changes(since: held(5, read))
    #expect(updated.first?.version?.id == PolicyFixture.id(6))
    #expect(updated.first?.previous == PolicyFixture.id(5))
    #expect(updated.first?.authorDate == PolicyFixture.day(2))
    let deprecated = observed([name: [departed]]).changes(since: held(5, read))
    #expect(deprecated.first?.version == nil)
    #expect(deprecated.first?.previous == PolicyFixture.id(5))
    #expect(deprecated.first?.authorDate == PolicyFixture.day(20))
  }

  @Test func `the order of members is no change of the document, the order of a list is`() {
    let one = PolicyFixture.parse(
      #"{"Statement": [{"Effect": "Allow", "Action": ["a:B", "a:C"]}]}"#)
    let same = PolicyFixture.parse(
      #"{"Statement": [{"Action": ["a:B", "a:C"], "Effect": "Allow"}]}"#)
    let other = PolicyFixture.parse(
      #"{"Statement": [{"Action": ["a:C", "a:B"], "Effect": "Allow"}]}"#)
    let kinds = [same, other].map { document in
      observed([name: [published(2, day: 2, document)]]).changes(since: held(1, one)).map(\.kind)
    }
    #expect(kinds == [[.reissued], [.updated]])
  }

  @Test func `numbers that cannot be had any more are named as ranges`() {
    let events = [
      published(3, day: 3, read, isBackfill: true), published(9, day: 4, write),
    ]
    let changes = observed([name: events]).changes(since: held(1, write))
    #expect(changes.map(\.missed) == [[2...2], [4...8]])
    #expect(changes.map(\.isBackfilled) == [true, false])
  }

  @Test func `a first import misses nothing`() {
    let changes = observed([name: [published(9, day: 4, write)]]).changes(since: Holdings())
    #expect(changes.map(\.missed) == [[]])
  }

  @Test func `after a roll-back the higher versions are history, not missed and not new`() {
    let recorded = [name: Set([68, 69, 70, 71].map(PolicyFixture.id))]
    let events = [
      published(69, day: 2, read, isBackfill: true), published(71, day: 3, read, isBackfill: true),
      published(73, day: 5, read),
    ]
    let changes = observed([name: events]).changes(since: held(68, write), recorded: recorded)
    #expect(changes.map { $0.version?.id.number } == [73])
    #expect(changes.map(\.missed) == [[72...72]])
  }

  @Test func `changes stand in the order of AWS's dates, then of names`() {
    let events = [
      PolicyFixture.name("B"): [published(1, day: 3, read, policy: "B")],
      PolicyFixture.name("A"): [published(1, day: 3, read, policy: "A")],
      PolicyFixture.name("C"): [published(1, day: 2, read, policy: "C")],
    ]
    let changes = observed(events).changes(since: otherPolicy)
    #expect(changes.map(\.name.text) == ["C", "A", "B"])
  }

  @Test func `a roll-back stays behind the version that it rolls back`() {
    let events = [
      published(19, day: 1, read), published(20, day: 8, write), published(19, day: 1, read),
      published(21, day: 9, write),
    ]
    let changes = observed([name: events]).changes(since: otherPolicy)
    #expect(changes.map { $0.version?.id.number } == [19, 20, 19, 21])
    #expect(changes.map(\.kind) == [.added, .updated, .reverted, .updated])
  }

  @Test func `events up to the state that the archive holds are left out`() {
    let events = [
      published(1, day: 1, read), published(2, day: 2, write), published(3, day: 3, read),
    ]
    let changes = observed([name: events]).changes(since: held(2, write))
    #expect(changes.map { $0.version?.id.number } == [3])
  }

  @Test func `a policy may go and come back within one observation`() {
    let events = [departed, published(7, day: 21, write)]
    let changes = observed([name: events]).changes(since: held(5, read))
    #expect(changes.map(\.kind) == [.deprecated, .restored])
  }
}

@Suite struct `An observation on a base that moved` {
  private let mine = observed([name: [published(6, day: 2, write)]])

  @Test func `still holds where the policy is as it was`() {
    let rebased = mine.rebased(from: held(5, read), onto: held(5, read))
    #expect(rebased.changes(since: held(5, read)).map(\.kind) == [.updated])
  }

  @Test func `is no news where the other runner recorded the same`() {
    let rebased = mine.rebased(from: held(5, read), onto: held(6, write))
    #expect(rebased.changes(since: held(6, write)).isEmpty)
  }

  @Test func `is no roll-back where the other runner saw a later version`() {
    let rebased = mine.rebased(from: held(5, read), onto: held(7, read))
    #expect(rebased.changes(since: held(7, read)).isEmpty)
  }
}
