import PolicyLanguage
import Testing

@Suite struct PolicyDocumentTests {
  private func policy(_ text: String) throws -> PolicyDocument {
    PolicyDocument(try JSONDocument(text))
  }

  @Test func `elements may be a text or a list`() throws {
    let policy = try policy(
      """
      {"Version": "2012-10-17", "Statement": {"Sid": "A", "Effect": "Deny", "Action": "S3:Get*",
      "NotResource": ["a", "b"], "Principal": {"AWS": ["1", "2"], "Service": "s"},
      "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["x"]}}}}
      """)
    #expect(policy.hasVariables)
    let statement = try #require(policy.statements.first)
    #expect(statement.denies && !statement.allows)
    #expect(statement.action?.entries.map(\.text) == ["S3:Get*"])
    #expect(statement.action?.entries.first?.service == "s3")
    #expect(statement.action?.entries.first?.covers("s3:getobject") == true)
    #expect(statement.notResource?.entries.map(\.text) == ["a", "b"])
    #expect(statement.principal?.entries.map(\.text) == ["1", "2", "s"])
    #expect(statement.principal?.entries.map { $0.isKind("AWS") } == [true, true, false])
    let condition = try #require(statement.conditions.first)
    #expect(condition.foldedName == "aws:tagkeys")
    #expect(condition.comparison.qualifier == .forAnyValue)
    #expect(condition.comparison.comparison == .stringLike)
    #expect(condition.comparison.hasIfExists)
  }

  @Test(arguments: [
    "[]", "1", "{}", #"{"Statement": 1}"#, #"{"Statement": [1, "a", null, []]}"#,
    #"{"Statement": {"Action": 1, "Resource": {"a": 1}, "Condition": [], "Principal": 1}}"#,
    #"{"Statement": {"Action": [1, null], "Condition": {"Bool": 1, "Null": {"": {}}}}}"#,
  ])
  func `what is broken can be walked over`(_ text: String) throws {
    for statement in try policy(text).statements {
      #expect(statement.actionLists.flatMap(\.entries).isEmpty)
      #expect(statement.principalLists.flatMap(\.entries).isEmpty)
      #expect(statement.conditions.allSatisfy { $0.name.isEmpty })
    }
  }

  @Test(arguments: [
    ("StringEquals", true), ("forallvalues:stringequals", true), ("NULL", true),
    ("ForAllValues:", false), ("StringEqual", false), ("IfExists", false), ("", false),
    ("ForSomeValues:StringEquals", false),
  ])
  func `an operator is known or not, in any case`(_ name: String, _ isKnown: Bool) {
    #expect((ConditionOperator(name).comparison != nil) == isKnown)
  }

  @Test func `a name of a resource is taken apart at its first five colons`() {
    let arn = ARN("arn:aws:rds:${aws:Region}:1:cluster:a:b")
    #expect(arn.isComplete)
    #expect([arn.partition, arn.service, arn.region] == ["aws", "rds", "${aws:Region}"])
    #expect([arn.account, arn.resource] == ["1", "cluster:a:b"])
    #expect(!ARN("arn:aws:s3").isComplete)
    #expect(ARN("").fields == [""])
  }

  @Test func `variables are found with their defaults`() {
    let variables = PolicyVariable.all(in: "a/${aws:username}/${aws:a, 'b'}/$/${*}${x")
    #expect(variables.map(\.name) == ["aws:username", "aws:a", "*", "x"])
    #expect(variables.map(\.fallback) == [nil, "'b'", nil, nil])
    #expect(variables.map(\.isClosed) == [true, true, true, false])
    #expect(variables.map(\.isEscape) == [false, false, true, false])
  }
}
