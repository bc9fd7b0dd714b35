import Model
import PolicyLanguage

/// What it reports: an action that its service does not have; of a pattern, that it matches none.
///
/// Why it matters: the statement has no effect for it, which is often a misspelling or an action
/// that AWS has renamed or removed.
///
/// AWS: `error-invalid-action`
enum InvalidAction: PolicyCheck {
  static let code: IssueCode = "INVALID_ACTION"
  static let type = FindingType.error
  static let examples = Examples(
    reported: [
      .action(#"["s3:GetObject", 1️⃣"s3:GetObjekt"]"#),
      .action(#"1️⃣"ec2:Detach*Gate""#),
      .action(#"1️⃣"s3:ListObjects""#),
    ],
    accepted: [
      .action(#"["s3:getobject", "S3:List*", "ec2:*", "unknown:Do", "deeplens:CreateModel"]"#)
    ])

  static func issues(in action: PolicyAction, _ context: Context) -> [Issue] {
    guard let known = context.services[action], !known.has(action), known.hasActions,
      action.name.text != "*"
    else { return [] }
    return [Issue("The action \(action.text) does not exist." + hint(for: action), at: action.node)]
  }

  /// The actions behind some calls whose names are no actions.
  private static let calls = [
    // Sorted.
    "lambda:getlayerversionbyarn": "lambda:GetLayerVersion",
    "s3:headobject": "s3:GetObject",
    "s3:listbuckets": "s3:ListAllMyBuckets",
    "s3:listobjects": "s3:ListBucket",
    "s3:listobjectsv2": "s3:ListBucket",
    "s3:putbucketencryption": "s3:PutEncryptionConfiguration",
  ]

  /// The sentences about the action that was meant; one of them lacks its full stop, as AWS's does.
  private static func hint(for action: PolicyAction) -> String {
    guard let meant = calls[action.pattern.text] else { return "" }
    let call = action.text.split(separator: ":").last ?? ""
    let stop = action.pattern.text == "s3:listbuckets" ? "" : "."
    return " Did you mean \(meant)? "
      + "The API called \(call) authorizes against the IAM action \(meant)\(stop)"
  }
}
