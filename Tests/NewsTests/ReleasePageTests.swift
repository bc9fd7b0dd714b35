import Model
import Support
import Testing

@testable import News

@Suite struct ReleasePageTests {
  private static let address = ArchiveAddress(server: "https://github.com", repository: "o/r")

  private static func policy(_ text: String, commit: String? = "c0ffee") throws -> PolicyNews {
    try #require(PolicyNews(message: text, commit: commit))
  }

  private static func release(_ policies: [PolicyNews]) throws -> ReleaseNews {
    ReleaseNews(
      name: try #require(ReleaseName("2026-11-20-18-00")), commit: "abc",
      time: Timestamp(seconds: 0), policies: policies)
  }

  private static func page(_ policies: [PolicyNews]) throws -> ReleasePage {
    ReleasePage(try release(policies), at: address)
  }

  private static func reissued(_ number: Int) throws -> PolicyNews {
    try policy(
      """
      Policy\(number) v1 → v2: reissued, same document

      Policy-Name: Policy\(number)
      Policy-Version: v2
      Policy-Previous-Version: v1
      Policy-Change: reissued
      Finding: ERROR X 1

      """)
  }

  @Test func `the page of one policy says what it can do now`() throws {
    let page = try Self.page([try Self.policy(PolicyNewsTests.message)])
    #expect(page.title == "AmazonEKS_CNI_Policy v5 → v6: +2 actions, scope of 1 changed")
    #expect(
      page.body == """
        1 AWS managed policy changed: 1 updated.

        ### [AmazonEKS_CNI_Policy](https://github.com/o/r/commit/c0ffee) v5 → v6

        updated · `arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy` · \
        [text](https://github.com/o/r/blob/c0ffee/policies/AmazonEKS_CNI_Policy) · \
        [AWS's page](https://docs.aws.amazon.com/aws-managed-policy/latest/reference/\
        AmazonEKS_CNI_Policy.html)

        - opens a known way to more permissions, [iam-005]\
        (https://pathfinding.cloud/paths/iam-005): `iam:PutRolePolicy`
        - reads what users store: `s3:GetObject`

        **2 actions can be used now that could not be used before; the scope of 1 action changed.**

        ```diff
        Networking, Write
        + ec2:AssignIpv6Addresses
        ~ ec2:CreateTags (resource narrower)
        s3: +1 Read
        ```

        [Findings](https://github.com/o/r/blob/c0ffee/findings/AmazonEKS_CNI_Policy.json): \
        2 × [REDUNDANT_ACTION](https://docs.aws.amazon.com/IAM/latest/UserGuide/\
        access-analyzer-reference-policy-checks.html\
        #access-analyzer-reference-policy-checks-suggestion-redundant-action) (suggestion).

        ---

        [All commits up to this release](https://github.com/o/r/commits/2026-11-20-18-00) · \
        [all findings](https://github.com/o/r/blob/2026-11-20-18-00/findings/README.md). \
        Validated by offline 2026-10-27. \
        `+` can be used now, `−` no longer, `~` on other resources or conditions.

        """)
  }

  @Test func `of several policies those to look at stand first, then a table of all`() throws {
    let gone = try Self.policy(
      """
      Old v3: deprecated

      This policy is no longer listed by AWS.

      Policy-Name: Old
      Policy-Previous-Version: v3
      Policy-Change: deprecated

      """)
    let page = try Self.page([try Self.reissued(1), gone, Self.policy(PolicyNewsTests.message)])
    #expect(page.title == "3 policies: AmazonEKS_CNI_Policy, Old, Policy1")
    #expect(
      page.body.hasPrefix(
        """
        3 AWS managed policies changed: 1 deprecated, 1 reissued, 1 updated.

        ### Look at these first

        - **[AmazonEKS_CNI_Policy](https://github.com/o/r/commit/c0ffee)** v5 → v6: \
        opens a known way to more permissions: [iam-005](https://pathfinding.cloud/paths/iam-005); \
        reads what users store: `s3:GetObject`

        ### All changes

        | policy | change | from → to | actions | look at |
        | --- | --- | --- | --- | --- |
        | [AmazonEKS_CNI_Policy](https://github.com/o/r/commit/c0ffee) | updated | v5 → v6 | +2 ~1 \
        | iam-005 |
        | [Old](https://github.com/o/r/commit/c0ffee) | deprecated | v3 |  |  |
        | [Policy1](https://github.com/o/r/commit/c0ffee) | reissued | v1 → v2 |  |  |

        ### [AmazonEKS_CNI_Policy](
        """))
    #expect(
      page.body.contains(
        """

        ### [Old](https://github.com/o/r/commit/c0ffee) v3

        deprecated

        This policy is no longer listed by AWS.

        ---

        """))
  }

  @Test func `369 policies that were issued again are one table`() throws {
    let page = try Self.page((1...369).map(Self.reissued))
    #expect(page.title.hasPrefix("369 policies: Policy1, Policy2, "))
    #expect(page.title.hasSuffix(" more"))
    #expect(page.title.utf8.count <= ReleasePage.titleLengthMax + 20)
    let rows = page.body.split(separator: "\n").filter { $0.hasPrefix("| [Policy") }
    #expect(rows.count == 369)
    #expect(!page.body.contains("Look at these first"))
    #expect(page.body.count { $0 == "#" } == 3)
  }

  @Test(arguments: [60, 1_500])
  func `however much has changed, whole policies are left out and counted`(count: Int) throws {
    let actions = (1...60).map { "+ service:ActionWithALongName\($0)" }.joined(separator: "\n")
    let policies = try (1...count).map { number in
      try Self.policy(
        """
        Policy\(number) v1 → v2: +60 actions

        Service, Write
        \(actions)

        Policy-Name: Policy\(number)
        Policy-Version: v2
        Policy-Previous-Version: v1
        Policy-Change: updated
        Actions-Added: 60
        Escalation: iam-005 iam:PutRolePolicy
        Finding: SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_RESOURCE 1

        """, commit: String(repeating: "b", count: 40))
    }
    let page = try Self.page(policies)
    #expect(page.body.utf8.count <= ReleasePage.bodyLengthMax)
    #expect(page.body.contains("There was no room for the details of "))
    #expect(page.body.hasSuffix("on other resources or conditions.\n"))
    let fences = page.body.split(separator: "\n").filter { $0.hasPrefix("```") }
    #expect(fences.count.isMultiple(of: 2))
    #expect(count < 100 || page.body.contains("more policies, each with a commit of its own"))
  }

  @Test func `text of a policy cannot leave its place`() throws {
    let page = try Self.page([
      try Self.policy(
        """
        A@b v1: added

        ```, unknown
        + ````
        - x:`y|z`

        Policy-Name: A@b
        Policy-Arn: arn:`|<b>
        Policy-Version: v1
        Policy-Change: added
        Signal: data-read `<img>`
        Escalation: iam-1 `a|b`

        """)
    ])
    #expect(page.body.contains("\n`````diff\n```, unknown\n+ ````\n- x:`y|z`\n`````\n"))
    #expect(page.body.contains(#"arn:\`\|&lt;b&gt;"#))
    #expect(page.body.contains(#"users store: \`&lt;img&gt;\`"#))
    #expect(!page.body.contains("<"))
  }

  @Test func `what is not recorded yet has no links to commits`() throws {
    let page = try Self.page([try Self.policy(PolicyNewsTests.message, commit: nil)])
    #expect(page.body.contains("\n### AmazonEKS_CNI_Policy v5 → v6\n"))
    #expect(!page.body.contains("/commit/"))
    #expect(!page.body.contains("/blob/c0ffee"))
  }

  @Test func `actions that no policy named before stand in one line`() throws {
    let message = PolicyNewsTests.message.replacing(
      "Signal: data-read s3:GetObject",
      with: "Signal: new-action s3:A\nSignal: rolled-back\nSignal: new-action s3:B"
        + "\nSignal: new-service s9\nSignal: new-action 12")
    let page = try Self.page([try Self.policy(message)])
    #expect(
      page.body.contains(
        """
        - AWS made a lower version the default again
        - no policy named before: `s3:A`, `s3:B`, the service `s9`, 12 actions
        """))
  }

  @Test func `a policy that allows everything is told so, and not what it opens besides`() throws {
    let message = PolicyNewsTests.message.replacing(
      "Signal: data-read s3:GetObject",
      with: "Signal: full-wildcard\nSignal: data-read s3:GetObject")
    let policy = try Self.policy(message)
    #expect(!policy.escalations.isEmpty)
    #expect(policy.story.hasSuffix("; allows every action"), "\(policy.story)")
    let other = PolicyNewsTests.message.replacing("AmazonEKS_CNI_Policy", with: "Other")
    let page = try Self.page([policy, try Self.policy(other)])
    #expect(page.body.contains("\n- allows every action of AWS\n\n"), "\(page.body)")
    #expect(page.body.contains("v5 → v6: allows every action of AWS"), "\(page.body)")
    #expect(page.body.contains("| full-wildcard"), "\(page.body)")
    #expect(page.body.ranges(of: "opens a known way to more permissions, ").count == 1)
  }
}
