import Model
import PolicyLanguage

/// What it reports: an action in a resource control policy of a service that such policies do not
/// govern.
///
/// Why it matters: AWS refuses it.
///
/// AWS: `error-rcp-syntax-error-action`
enum RcpSyntaxErrorAction: PolicyCheck {
  static let code: IssueCode = "RCP_SYNTAX_ERROR_ACTION"
  static let type = FindingType.error
  static let policyTypes: Set<PolicyType> = [.rcp]
  static let examples = Examples(
    reported: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": ["s3:*", 1️⃣"ec2:*"], "Resource": "*"
        """, type: .rcp)
    ],
    accepted: [
      .statement(
        """
        "Effect": "Deny", "Principal": "*", "Action": ["s3:*", "sts:AssumeRole"], \
        "Resource": "*"
        """, type: .rcp)
    ])

  static func issues(in action: PolicyAction, _ context: Context) -> [Issue] {
    guard !context.statement.allows, let service = action.service, !services.contains(service)
    else { return [] }
    return [
      Issue(
        """
        RCPs only support specifying select service prefixes in the Action element. Learn more \
        here.
        """, at: action.node)
    ]
  }

  /// The services that resource control policies govern.
  private static let services: Set = [
    // Sorted.
    "aoss",
    "appconfig",
    "appstream",
    "autoscaling",
    "autoscaling-plans",
    "budgets",
    "clouddirectory",
    "cloudfront",
    "cloudsearch",
    "cloudtrail-data",
    "codeartifact",
    "codebuild",
    "codecommit",
    "codepipeline",
    "cognito-identity",
    "cognito-idp",
    "comprehend",
    "comprehendmedical",
    "compute-optimizer",
    "cost-optimization-hub",
    "dax",
    "dsql",
    "dynamodb",
    "ecr",
    "ecr-public",
    "events",
    "firehose",
    "fis",
    "fms",
    "gamelift",
    "health",
    "inspector-scan",
    "kendra",
    "kinesisvideo",
    "kms",
    "logs",
    "memorydb",
    "networkmonitor",
    "notifications",
    "opensearch",
    "pca-connector-ad",
    "personalize",
    "polly",
    "pricing",
    "resource-groups",
    "rolesanywhere",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "signin",
    "sqs",
    "sts",
    "support",
    "swf",
    "textract",
    "timestream-influxdb",
    "transcribe",
    "transfer",
    "translate",
    "wafv2",
    "workspaces",
    "xray",
  ]
}
