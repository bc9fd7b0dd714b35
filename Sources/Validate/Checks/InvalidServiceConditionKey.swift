import Model
import PolicyLanguage

/// What it reports: a condition key that its service does not have.
///
/// Why it matters: it is never in a request, so that the condition does not do what it says.
///
/// AWS: `error-invalid-service-condition-key`
enum InvalidServiceConditionKey: PolicyCheck {
  static let code: IssueCode = "INVALID_SERVICE_CONDITION_KEY"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [.condition(#"{"StringEquals": {1️⃣"s3:prefiks": "a"}}"#)],
    accepted: [
      .condition(
        """
        {"StringEquals": {"s3:prefix": "a", "s3:ExistingObjectTag/team": "a", "nowhere:Key": \
        "a"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard let service = condition.service, service != "aws",
      let known = context.services[service], known.hasActions,
      known.keys.type(of: condition.foldedName) == nil, !sessionKeys.contains(condition.foldedName)
    else { return [] }
    return [
      Issue(
        """
        The condition key \(condition.name) does not exist in the service \(service). Use a valid \
        condition key.
        """, at: condition.key)
    ]
  }

  /// Keys that services put into the sessions of roles, which stand on the page of the global keys.
  private static let sessionKeys: Set = [
    // Sorted.
    "ec2:roledelivery",
    "ec2:sourceinstancearn",
    "glue:credentialissuingservice",
    "glue:roleassumedby",
    "identitystore:userid",
    "lambda:sourcefunctionarn",
    "ssm:sourceinstancearn",
  ]
}
