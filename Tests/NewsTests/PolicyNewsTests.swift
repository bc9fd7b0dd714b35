import Model
import Testing

@testable import News

@Suite struct PolicyNewsTests {
  static let message = """
    AmazonEKS_CNI_Policy v5 → v6: +2 actions, scope of 1 changed

    Networking, Write
    + ec2:AssignIpv6Addresses
    ~ ec2:CreateTags (resource narrower)
    s3: +1 Read

    Policy-Name: AmazonEKS_CNI_Policy
    Policy-Arn: arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy
    Policy-Version: v6
    Policy-Previous-Version: v5
    Policy-Change: updated
    Actions-Added: 2
    Actions-Changed: 1
    Escalation: iam-005 iam:PutRolePolicy
    Signal: data-read s3:GetObject
    Finding: SUGGESTION REDUNDANT_ACTION 2
    Validator: offline 2026-10-27

    """

  @Test func `the commit of a change is read back whole`() throws {
    let news = try #require(PolicyNews(message: Self.message, commit: "abc"))
    #expect(news.name.text == "AmazonEKS_CNI_Policy")
    #expect(news.kind == .updated)
    #expect(news.version?.number == 6)
    #expect(news.previous?.number == 5)
    #expect(news.summary == "AmazonEKS_CNI_Policy v5 → v6: +2 actions, scope of 1 changed")
    #expect(news.lines.count == 4)
    #expect((news.actionsAdded, news.actionsChanged, news.actionsRemoved) == (2, 1, 0))
    #expect(news.escalations.map(\.id) == ["iam-005"])
    #expect(news.escalations.map(\.actions) == [["iam:PutRolePolicy"]])
    #expect(news.signals == ["data-read s3:GetObject"])
    #expect(news.findings.map(\.count) == [2])
    #expect(news.validator == "offline 2026-10-27")
    #expect(news.services == ["ec2", "s3"])
    #expect(news.severity == .securityWarning)
  }

  @Test(arguments: ["", "Release 2026-01-01-00-00: 1 change\n\nRelease: 2026-01-01-00-00\n"])
  func `a commit that is no change is no news`(message: String) {
    #expect(PolicyNews(message: message, commit: nil) == nil)
  }

  @Test func `a policy that occurs twice is told of once, and what matters more stands first`()
    throws
  {
    let first = try #require(PolicyNews(message: Self.message, commit: "1"))
    let second = try #require(
      PolicyNews(
        message: Self.message.replacing("v6", with: "v7").replacing("v5", with: "v6"), commit: "2"))
    let other = try #require(
      PolicyNews(
        message: "B v1: added\n\nPolicy-Name: B\nPolicy-Version: v1\nPolicy-Change: added\n",
        commit: "3"))
    let name = try #require(ReleaseName("2026-01-01-00-00"))
    let news = ReleaseNews(
      name: name, commit: nil, time: Timestamp(seconds: 0), policies: [first, other, second])
    #expect(news.policies.map(\.commit) == ["2", "3"])
  }

  @Test func `what is named for the first time is news, and no cause to worry`() throws {
    let plain = Self.message.replacing("Escalation: iam-005 iam:PutRolePolicy\n", with: "")
    func news(_ signal: String) throws -> PolicyNews {
      let text = plain.replacing("Signal: data-read s3:GetObject\n", with: signal)
      return try #require(PolicyNews(message: text, commit: nil))
    }
    let (quiet, new) = (try news(""), try news("Signal: new-action s3:GetNews\n"))
    #expect(quiet.severity == .suggestion)
    #expect(new.severity == .suggestion)
    #expect(!new.needsAttention)
    #expect(new.rank > quiet.rank)
    let alarm = try news("Signal: new-action s3:GetNews\nSignal: deny-dropped\n")
    #expect(alarm.severity == .securityWarning)
    #expect(alarm.needsAttention)
    #expect(alarm.rank > new.rank)
  }
}
