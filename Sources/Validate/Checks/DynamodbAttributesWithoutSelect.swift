import Model
import PolicyLanguage

/// What it reports: `dynamodb:Attributes` without `dynamodb:Select`.
///
/// Why it matters: a request that names no attributes gets all of them, those that should be hidden
/// too.
///
/// AWS: `security-warning-dynamodb-attributes-without-select`
enum DynamodbAttributesWithoutSelect: PolicyCheck {
  static let code: IssueCode = "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT"
  static let type = FindingType.securityWarning
  static let examples = Examples(
    reported: [
      .condition(
        #"{"ForAllValues:StringEquals": {1️⃣"dynamodb:Attributes": ["a"]}}"#,
        action: "dynamodb:GetItem")
    ],
    accepted: [
      .condition(
        """
        {"ForAllValues:StringEquals": {"dynamodb:Attributes": ["a"]}, \
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}}
        """, action: "dynamodb:GetItem")
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard context.statement.allows, condition.foldedName == "dynamodb:attributes" else { return [] }
    let selects = context.statement.conditions(on: "dynamodb:select")
    guard !selects.contains(where: { $0.values.contains { $0.isString("SPECIFIC_ATTRIBUTES") } })
    else { return [] }
    return [
      Issue(
        """
        Restricting dynamodb:Attributes without also setting dynamodb:Select to \
        SPECIFIC_ATTRIBUTES allows all attributes to be returned on read requests that omit a \
        projection expression. We recommend that you also set dynamodb:Select to \
        SPECIFIC_ATTRIBUTES.
        """, at: condition.key)
    ]
  }
}
