import Compare
import Model
import PolicyLanguage
import Support
import Testing

/// What a change of one policy of AWS's does to one user.
struct ImpactTests {
  private static let changed = "arn:aws:iam::aws:policy/Changed"

  /// The user's members, besides its ARN; its policy has changed from some statements to others.
  private static func impact(
    on user: String, from old: [String]?, to new: [String]?
  ) throws -> Impact? {
    let text =
      #"{"UserDetailList": [{"Arn": "arn:aws:iam::1:user/u", \#(user)}], "Policies": ["#
      + #"{"Arn": "own", "PolicyVersionList": [{"IsDefaultVersion": true, "Document": "#
      + #"{"Statement": \#(SampleServices.allow("kms:*"))}}]}]}"#
    let name = PolicyFixture.name("Changed")
    let version = { (statements: [String]?, number: Int) in
      statements.map { statements in
        PolicyFixture.version(
          "Changed", number, day: number,
          PolicyFixture.parse("{\"Statement\": [\(statements.joined(separator: ", "))]}"))
      }
    }
    let step = PolicyStep(name: name, before: version(old, 1), after: version(new, 2))
    return try Account(parsing: Array(text.utf8))
      .impacts(of: [changed: step], GrantsReader(try SampleServices.table())).first
  }

  private static func attached(_ arns: String...) -> String {
    "\"AttachedManagedPolicies\": ["
      + arns.map { "{\"PolicyArn\": \"\($0)\"}" }.joined(separator: ", ") + "]"
  }

  private static func inline(_ statements: String...) -> String {
    "\"UserPolicyList\": [{\"PolicyDocument\": {\"Statement\": "
      + "[\(statements.joined(separator: ", "))]}}]"
  }

  private static let readsMore = (
    old: [SampleServices.allow("s3:GetObject")],
    new: [SampleServices.allow("s3:GetObject", "s3:PutObject", "kms:Decrypt", "new:Thing")]
  )

  @Test func `what a policy grants more is gained, known or not, and the change is named`() throws {
    let found = try Self.impact(
      on: Self.attached(Self.changed), from: Self.readsMore.old, to: Self.readsMore.new)
    let impact = try #require(found)
    #expect(impact.principal == "arn:aws:iam::1:user/u")
    #expect(impact.delta.added == ["kms:Decrypt", "s3:PutObject"])
    #expect(impact.delta.unknownAdded == ["new:Thing"])
    #expect(impact.delta.changed.isEmpty)
    #expect(impact.because.map(\.name.text) == ["Changed"])
  }

  @Test func `what another policy grants anyway is no gain`() throws {
    let impact = try Self.impact(
      on: Self.attached(Self.changed, "own") + ", " + Self.inline(SampleServices.allow("NEW:*")),
      from: Self.readsMore.old, to: Self.readsMore.new)
    #expect(impact?.delta.added == ["s3:PutObject"])
    #expect(impact?.delta.unknownActions == [])
  }

  @Test func `a boundary and a Deny hold back what a policy grants`() throws {
    let boundary = #", "PermissionsBoundary": {"PermissionsBoundaryArn": "own"}"#
    let bounded = try Self.impact(
      on: Self.attached(Self.changed) + boundary, from: Self.readsMore.old, to: Self.readsMore.new)
    #expect(bounded?.delta.added == ["kms:Decrypt"])
    let denied = try Self.impact(
      on: Self.attached(Self.changed) + ", " + Self.inline(SampleServices.deny("*")),
      from: Self.readsMore.old, to: Self.readsMore.new)
    #expect(denied == nil)
  }

  @Test func `a policy that changes as a boundary gives and takes, too`() throws {
    let boundary = #", "PermissionsBoundary": {"PermissionsBoundaryArn": "\#(Self.changed)"}"#
    let impact = try Self.impact(
      on: Self.inline(SampleServices.allow("s3:*")) + boundary,
      from: [SampleServices.allow("s3:GetObject", "s3:DeleteObject")],
      to: [
        SampleServices.allow("s3:GetObject", rest: #""Resource": "arn:a""#),
        SampleServices.allow("s3:PutObject", "kms:*"),
      ])
    #expect(impact?.delta.added == ["s3:PutObject"])
    #expect(impact?.delta.removed == ["s3:DeleteObject"])
    #expect(impact?.delta.changedLines == ["s3:GetObject resource narrower"])
  }

  @Test func `a Deny that comes or goes in one policy counts for all`() throws {
    let impact = try Self.impact(
      on: Self.attached(Self.changed, "own"), from: [SampleServices.deny("kms:Decrypt")],
      to: [
        SampleServices.deny("kms:Encrypt"),
        SampleServices.deny("kms:L*", rest: #""Resource": "arn:a""#),
      ])
    #expect(impact?.delta.added == ["kms:Decrypt"])
    #expect(impact?.delta.removed == ["kms:Encrypt"])
    #expect(impact?.delta.changedLines == ["kms:ListKeys resource narrower"])
    #expect(impact?.because.count == 1)
  }

  @Test func `a scope that another policy covers anyway has not changed`() throws {
    let narrow = [SampleServices.allow("kms:Decrypt", rest: #""Resource": "arn:a""#)]
    let wide = [SampleServices.allow("kms:Decrypt")]
    let alone = try Self.impact(on: Self.attached(Self.changed), from: narrow, to: wide)
    #expect(alone?.delta.changedLines == ["kms:Decrypt resource wider"])
    #expect(try Self.impact(on: Self.attached(Self.changed, "own"), from: narrow, to: wide) == nil)
  }

  @Test func `a policy that came or left is all gained or all lost`() throws {
    let statements = [SampleServices.allow("s3:GetObject")]
    let user = Self.attached(Self.changed)
    #expect(try Self.impact(on: user, from: nil, to: statements)?.delta.added == ["s3:GetObject"])
    #expect(try Self.impact(on: user, from: statements, to: nil)?.delta.removed == ["s3:GetObject"])
    #expect(try Self.impact(on: Self.attached("own"), from: nil, to: statements) == nil)
  }
}
