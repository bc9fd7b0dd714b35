import Git
import Model
import PolicyLanguage
import Record
import Support

/// An archive in a temporary repository, with git's own program beside it as the judge.
struct ArchiveFixture {
  static let identity = Identity(name: "mamip-bot", email: "mamip-bot@localhost")

  let fixture: GitFixture
  let archive: Archive

  init(_ fixture: GitFixture, bare: Bool = false) throws {
    self.fixture = fixture
    let repository = try Repository.create(at: fixture.at("archive"), bare: bare, branch: "main")
    archive = try Archive(repository: repository, branch: nil)
  }

  /// Records what changed and gives the release.
  @discardableResult
  func record(
    _ changes: [Change], at day: Int = 20, baseline: Bool = false, form: Run.Form = .standard
  ) throws -> Recorded {
    let tip = try archive.tip()
    let observation = Observation(
      source: "iam", observedAt: PolicyFixture.day(day), listedCount: changes.count, events: [:],
      arns: [:], problems: [])
    let run = Run(
      changes: changes, of: observation, identity: Self.identity,
      isFirstImport: try archive.holdings(at: tip).isEmpty, isBaseline: baseline, form: form)
    return try archive.record(run, on: tip)
  }

  /// What `git` says in the archive.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let result = try fixture.run(["git", "-C", "archive"] + arguments)
    guard result.status == 0 else { throw Refusal(description: result.error) }
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }
}

/// A change of the policy `Example`, or another one.
func change(
  _ kind: Change.Kind, _ policy: String = "Example", to number: Int? = nil, from: Int? = nil,
  day: Int = 10, document: JSONDocument = PolicyFixture.document("s3:GetObject"),
  missed: [ClosedRange<Int>] = [], arn: String? = nil
) -> Change {
  let departure =
    kind == .deprecated
    ? Observation.Departure(date: "2026-01-20", reason: "no longer listed by AWS") : nil
  return Change(
    kind: kind, name: PolicyFixture.name(policy), arn: arn,
    version: number.map { PolicyFixture.version(policy, $0, day: day, document) },
    previous: from.map(PolicyFixture.id), previousDocument: nil, missed: missed,
    departure: departure, isBackfilled: false, observedAt: PolicyFixture.day(20),
    sourceCommit: nil)
}
