import Compare
import Model
import PolicyLanguage
import Support
import Testing

@Suite struct `Names that no policy of the archive has` {
  private func change(_ kind: Change.Kind, _ actions: [String]) -> Change {
    let statement = "{\"Action\": [\(actions.map { "\"\($0)\"" }.joined(separator: ", "))]}"
    var change = Change(
      kind: kind, name: PolicyFixture.name("Example"), arn: nil,
      version: PolicyFixture.version("Example", 2, day: 2, SampleServices.document(statement)),
      previous: nil, previousDocument: nil, missed: [], departure: nil, isBackfilled: false,
      observedAt: PolicyFixture.day(2), sourceCommit: nil)
    change.meaning = ChangeMeaning(
      headline: "", lines: [], actionsAdded: 0, actionsChanged: 0, actionsRemoved: 0,
      actionsUnknown: 0, escalations: [], signals: [])
    return change
  }

  private func held(_ documents: String...) -> Holdings {
    var holdings = Holdings()
    for (index, document) in documents.enumerated() {
      holdings.policies[PolicyFixture.name("Held\(index)")] = Holdings.Policy(
        version: PolicyFixture.id(1), createDate: PolicyFixture.day(1),
        document: PolicyFixture.parse(document))
    }
    return holdings
  }

  private func signals(_ changes: [Change], _ held: Holdings) -> [[String]] {
    changes.signalled(by: NewNames(in: changes, beside: held)).map { $0.meaning?.signals ?? [] }
  }

  @Test func `an action and a service are new once, in whatever case`() {
    let held = held(
      #"{"Statement": {"Effect": "Deny", "NotAction": "s3:getobject"}}"#,
      #"{"Statement": [{"Action": ["KMS:*"]}]}"#)
    let changes = [
      change(.updated, ["S3:GetObject", "kms:Decrypt", "new:Thing", "new:*", "*"]),
      change(.added, ["NEW:Thing", "new:Other", "wild:*"]),
    ]
    #expect(
      signals(changes, held) == [
        ["new-service new", "new-action kms:Decrypt", "new-action new:Thing"],
        ["new-service wild", "new-action new:Other"],
      ])
  }

  @Test func `what was there before is not new, and in an empty archive nothing is`() {
    let changes = [change(.reverted, ["new:A"]), change(.restored, ["new:B"])]
    #expect(signals(changes, held("{}")) == [[], []])
    #expect(signals([change(.added, ["new:A"])], Holdings()) == [[]])
  }

  @Test func `what an earlier document names is struck, in whatever case`() {
    let changes = [change(.updated, ["new:A", "new:B", "other:C"])]
    var news = NewNames(in: changes, beside: held("{}"))
    news.strike(PolicyFixture.parse(#"{"Statement": {"Action": ["NEW:a", "Other:*"]}}"#))
    #expect(!news.isEmpty)
    let signals = changes.signalled(by: news).map { $0.meaning?.signals ?? [] }
    #expect(signals == [["new-action new:B", "new-action other:C"]])
    news.strike(PolicyFixture.parse(#"{"Statement": {"NotAction": ["new:b", "other:c"]}}"#))
    #expect(news.isEmpty)
  }

  @Test func `a name stays readable, and can do nothing where it is shown`() {
    let odd = change(.added, ["rds-db:connect", "new:@everyone"])
    #expect(
      signals([odd], held("{}")) == [
        [
          "new-service new", "new-service rds-db", #"new-action new:\u{40}everyone"#,
          "new-action rds-db:connect",
        ]
      ])
  }

  @Test func `more than a few are counted`() {
    let six = change(.added, (1...6).map { "new:A\($0)" })
    #expect(signals([six], held("{}")) == [["new-service new", "new-action 6"]])
  }
}
