import Model
import PolicyLanguage

/// What it reports: a value of a key for KMS keys that is no ARN of one.
///
/// Why it matters: requests have the whole ARN, so that the condition does not do what it says.
///
/// AWS: `error-invalid-kms-key-value`
enum InvalidKmsKeyValue: PolicyCheck {
  static let code: IssueCode = "INVALID_KMS_KEY_VALUE"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .condition(
        """
        {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": 1️⃣"alias/a"}}
        """)
    ],
    accepted: [
      .condition(
        """
        {"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": \
        "arn:aws:kms:us-east-1:111122223333:key/1234"}}
        """)
    ])

  static func issues(in condition: PolicyCondition, _ context: Context) -> [Issue] {
    guard keys.contains(condition.foldedName) else { return [] }
    return condition.literalValues.filter { !isKey($0.text) }.map { value in
      Issue(
        "The \(condition.name) condition key value must be a valid KMS key ARN.", at: value.node)
    }
  }

  private static let keys: Set = ["s3:x-amz-server-side-encryption-aws-kms-key-id"]

  private static func isKey(_ text: String) -> Bool {
    let arn = ARN(text)
    return text.hasWildcard
      || arn.isComplete && arn.service == "kms" && arn.resource.hasPrefix("key/")
  }
}
