import Compare
import PolicyLanguage
import Testing

struct AccountTests {
  private static let document = #"{"Statement": {"Effect": "Allow", "Action": "s3:GetObject"}}"#

  private static func user(_ members: String) -> String {
    #"{"UserDetailList": [{"UserName": "u", "Arn": "arn:aws:iam::1:user/u", \#(members)}], "#
      + #""GroupDetailList": [{"GroupName": "g", "Arn": "arn:aws:iam::1:group/g", "#
      + #""GroupPolicyList": [{"PolicyName": "i", "PolicyDocument": \#(document)}], "#
      + #""AttachedManagedPolicies": [{"PolicyName": "A", "#
      + #""PolicyArn": "arn:aws:iam::aws:policy/A"}]}], "RoleDetailList": []}"#
  }

  private static func account(_ text: String) throws -> Account {
    try Account(parsing: Array(text.utf8))
  }

  @Test func `a user has the policies of its groups, each once`() throws {
    let account = try Self.account(
      Self.user(
        #""GroupList": ["g", "h"], "AttachedManagedPolicies": ["#
          + #"{"PolicyArn": "arn:aws:iam::aws:policy/A"}, "#
          + #"{"PolicyArn": "arn:aws:iam::1:policy/own"}], "#
          + #""PermissionsBoundary": {"PermissionsBoundaryType": "Policy", "#
          + #""PermissionsBoundaryArn": "arn:aws:iam::aws:policy/B"}"#))
    let user = try #require(account.principals.first)
    #expect(user.arn == "arn:aws:iam::1:user/u")
    #expect(user.managed == ["arn:aws:iam::aws:policy/A", "arn:aws:iam::1:policy/own"])
    #expect(user.inline.count == 1)
    #expect(user.boundary == "arn:aws:iam::aws:policy/B")
    #expect(account.missingGroups == ["h"])
    #expect(!account.isCutOff)
  }

  @Test func `of a managed policy the default version is in force, encoded or not`() throws {
    let encoded = Self.document.replacing("\"", with: "%22").replacing("{", with: "%7B")
    let account = try Self.account(
      #"{"RoleDetailList": [], "NextToken": "x", "Policies": [{"Arn": "arn:aws:iam::1:policy/p", "#
        + #""PolicyVersionList": [{"IsDefaultVersion": false, "Document": 1}, "#
        + #"{"IsDefaultVersion": true, "Document": "\#(encoded)"}]}]}"#)
    let document = try #require(account.documents["arn:aws:iam::1:policy/p"])
    #expect(PolicyDocument(document).statements.count == 1)
    #expect(account.isCutOff)
  }

  @Test(arguments: [
    ("{\n \"a\": }", "expected a value but found `}`: line 2, column 7"),
    (
      "[1]",
      "this is not what `aws iam get-account-authorization-details` prints: it has neither "
        + "`UserDetailList` nor `RoleDetailList`: line 1, column 1"
    ),
    (
      "{\"RoleDetailList\":\n {}}", "`RoleDetailList` should be a list: line 2, column 2"
    ),
    ("{\"RoleDetailList\": [\n  1]}", "this should be an object: line 2, column 3"),
    ("{\"RoleDetailList\": [\n  {}]}", "there is no `Arn` here: line 2, column 3"),
    (
      #"{"RoleDetailList": [{"Arn": "a", "RolePolicyList": [{"PolicyDocument":"# + "\n\"x%\"}]}]}",
      "`PolicyDocument` holds no policy: file is not a policy version: its `Document` is not "
        + "percent-encoded as it should be: line 2, column 1"
    ),
  ])
  func `what is no account is refused with its place`(text: String, message: String) throws {
    let error = #expect(throws: AccountError.self) { try Self.account(text) }
    #expect(error?.description == message)
  }

  @Test func `policies of AWS's own are told by their ARNs, in every partition`() {
    #expect(Account.isAWSManaged("arn:aws:iam::aws:policy/service-role/X"))
    #expect(Account.isAWSManaged("arn:aws-cn:iam::aws:policy/X"))
    #expect(!Account.isAWSManaged("arn:aws:iam::123456789012:policy/X"))
    #expect(!Account.isAWSManaged("arn:aws:iam::aws:role/X"))
    #expect(!Account.isAWSManaged("X"))
  }
}
