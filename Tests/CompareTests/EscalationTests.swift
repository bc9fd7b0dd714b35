import Compare
import Model
import PolicyLanguage
import Support
import Testing

@Suite struct `Ways to more permissions` {
  private func escalations(_ old: String?, _ new: String) throws -> EscalationDelta {
    var reader = GrantsReader(try SampleServices.table())
    let before = old.map { reader.grants(of: SampleServices.document($0)) }
    let after = reader.grants(of: SampleServices.document(new))
    return EscalationDelta(from: before, to: after, in: reader.table)
  }

  @Test func `the list is sorted, and each path stands once`() {
    let ids = EscalationPath.all.map(\.id)
    #expect(ids == Set(ids).sorted())
    #expect(EscalationPath.all.count == 87)
    #expect(EscalationPath.all.allSatisfy { !$0.requires.isEmpty })
  }

  @Test func `a path is open when all that it takes is granted`() throws {
    let create = SampleServices.allow("iam:PassRole")
    let both = SampleServices.allow("iam:passrole", "apprunner:Create*")
    #expect(try escalations(nil, create).opened.map(\.id).contains("apprunner-001") == false)
    let delta = try escalations(create, both)
    #expect(delta.opened.map(\.id) == ["apprunner-001"])
    #expect(delta.limited.map(\.id) == [])
    #expect(try escalations(both, create).closed.map(\.id) == ["apprunner-001"])
  }

  @Test func `a path that needs a limited action is marked`() throws {
    let limited = SampleServices.allow(
      "iam:PassRole", "apprunner:CreateService", rest: #""Resource": "arn:a""#)
    #expect(try escalations(nil, limited).limited.map(\.id) == ["apprunner-001"])
  }
}

@Suite struct `Signals of a change` {
  private func signals(
    _ old: String?, _ new: [String], _ kind: Change.Kind = .updated
  ) throws -> [Signal] {
    var reader = GrantsReader(try SampleServices.table())
    let before = old.map { reader.grants(of: SampleServices.document($0)) }
    let after = reader.grants(
      of: PolicyFixture.parse("{\"Statement\": [\(new.joined(separator: ","))]}"))
    let delta = PermissionDelta(from: before, to: after, in: reader.table)
    return Signal.signals(kind: kind, from: before, to: after, delta)
  }

  @Test func `reading what users store is told by its name`() throws {
    #expect(
      try signals(SampleServices.allow("s3:Put*"), [SampleServices.allow("s3:*", "kms:*")])
        == [.dataRead("kms:Decrypt"), .dataRead("s3:GetObject")])
    #expect(try signals(SampleServices.allow("s3:*"), [SampleServices.allow("s3:*")]) == [])
  }

  @Test func `everything allowed at once is told`() throws {
    let now = try signals(SampleServices.allow("s3:*"), [SampleServices.allow("*")])
    #expect(now.first == .fullWildcard)
  }

  @Test func `what goes is told`() throws {
    #expect(
      try signals(SampleServices.allow("kms:*"), [SampleServices.allow("kms:Encrypt")], .reverted)
        == [.rolledBack, .permissionsRemoved(3)])
    let condition = #""Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#
    #expect(
      try signals(
        SampleServices.allow("kms:Encrypt", rest: condition), [SampleServices.allow("kms:Encrypt")])
        == [.conditionDropped(1)])
  }

  @Test func `a Deny that goes is told`() throws {
    var reader = GrantsReader(try SampleServices.table())
    let allow = SampleServices.allow("kms:Encrypt")
    let deny = SampleServices.deny("kms:*", rest: #""Resource": "arn:a""#)
    let before = reader.grants(of: SampleServices.document(allow, deny))
    let after = reader.grants(of: SampleServices.document(allow))
    let delta = PermissionDelta(from: before, to: after, in: reader.table)
    #expect(
      Signal.signals(kind: .updated, from: before, to: after, delta) == [.denyDropped])
    #expect(Signal.signals(kind: .updated, from: after, to: before, delta) == [])
  }
}
