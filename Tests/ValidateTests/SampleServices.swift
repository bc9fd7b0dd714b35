import PolicyLanguage

/// A few services, much smaller than AWS's, for policies in examples.
enum SampleServices {
  static let date = "2026-10-27"

  static func reference() throws -> ServiceReference {
    try ServiceReference(parsing: ServiceReferenceWriter.text(date: date, services: services))
  }

  private static let services = [dynamoDB, ec2, iam, kms, organizations, route53, s3, sqs, sts]

  private static let tags = ["aws:ResourceTag/${TagKey}"]

  private static func keys(_ types: KeyValuePairs<String, String>) -> [ConditionKey] {
    types.map { ConditionKey(name: $0.key, type: $0.value) }
  }

  private static let s3 = ServiceRecord(
    prefix: "s3", name: "Amazon S3",
    actions: [
      Action(
        name: "GetObject", accessLevel: .read, resourceTypes: ["object"],
        conditionKeys: ["aws:ResourceTag/${TagKey}", "s3:ExistingObjectTag/<key>"]),
      Action(
        name: "ListAllMyBuckets", accessLevel: .list, conditionKeys: ["s3:signatureversion"]),
      Action(
        name: "ListBucket", accessLevel: .list, resourceTypes: ["bucket"],
        conditionKeys: ["s3:prefix"]),
      Action(name: "PutObject", accessLevel: .write, resourceTypes: ["object"]),
    ],
    resourceTypes: [
      ResourceType(name: "bucket", arnFormats: ["arn:${Partition}:s3:::${BucketName}"]),
      ResourceType(
        name: "object", arnFormats: ["arn:${Partition}:s3:::${BucketName}/${ObjectName}"]),
    ],
    conditionKeys: keys([
      "aws:ResourceTag/${TagKey}": "String", "s3:ExistingObjectTag/<key>": "String",
      "s3:prefix": "String", "s3:signatureversion": "String", "s3:max-keys": "Numeric",
    ]))

  private static let sqs = ServiceRecord(
    prefix: "sqs", name: "Amazon SQS",
    actions: [
      Action(
        name: "DeleteQueue", accessLevel: .write, resourceTypes: ["queue"], conditionKeys: tags),
      Action(name: "SendMessage", accessLevel: .write, resourceTypes: ["queue"]),
      Action(name: "SendOldMessage", accessLevel: .write, lastSeen: "2026-06-30"),
    ],
    resourceTypes: [
      ResourceType(
        name: "queue", arnFormats: ["arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"],
        conditionKeys: tags)
    ],
    conditionKeys: keys(["aws:ResourceTag/${TagKey}": "String"]))

  private static let ec2 = ServiceRecord(
    prefix: "ec2", name: "Amazon EC2",
    actions: [
      Action(
        name: "DescribeInstances", accessLevel: .list, conditionKeys: ["ec2:Region"]),
      Action(
        name: "RunInstances", accessLevel: .write, resourceTypes: ["instance"],
        conditionKeys: ["aws:RequestTag/${TagKey}", "ec2:InstanceType", "ec2:Region"]),
      Action(
        name: "StopInstances", accessLevel: .write, resourceTypes: ["instance"],
        conditionKeys: tags),
    ],
    resourceTypes: [
      ResourceType(
        name: "instance",
        arnFormats: ["arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}"],
        conditionKeys: tags)
    ],
    conditionKeys: keys([
      "aws:RequestTag/${TagKey}": "String", "aws:ResourceTag/${TagKey}": "String",
      "ec2:InstanceType": "String", "ec2:Region": "String",
    ]))

  private static let iam = ServiceRecord(
    prefix: "iam", name: "AWS Identity and Access Management",
    actions: [
      Action(
        name: "CreateServiceLinkedRole", accessLevel: .write, resourceTypes: ["role"],
        conditionKeys: ["iam:AWSServiceName"]),
      Action(name: "GetRole", accessLevel: .read, resourceTypes: ["role"]),
      Action(
        name: "PassRole", accessLevel: .write, resourceTypes: ["role"],
        conditionKeys: ["iam:AssociatedResourceArn", "iam:PassedToService"]),
    ],
    resourceTypes: [
      ResourceType(
        name: "role", arnFormats: ["arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"])
    ],
    conditionKeys: keys([
      "iam:AWSServiceName": "String", "iam:AssociatedResourceArn": "ARN",
      "iam:PassedToService": "String",
    ]))

  private static let sts = ServiceRecord(
    prefix: "sts", name: "AWS Security Token Service",
    actions: [
      "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "SetSourceIdentity",
      "TagSession",
    ].map { Action(name: $0, accessLevel: .write) },
    conditionKeys: keys(["sts:ExternalId": "String"]))

  private static let kms = ServiceRecord(
    prefix: "kms", name: "AWS Key Management Service",
    actions: [Action(name: "Decrypt", accessLevel: .write)],
    conditionKeys: keys(["kms:EncryptionContext:${EncryptionContextKey}": "String"]))

  private static let dynamoDB = ServiceRecord(
    prefix: "dynamodb", name: "Amazon DynamoDB",
    actions: [Action(name: "GetItem", accessLevel: .read)],
    conditionKeys: keys([
      "dynamodb:Attributes": "ArrayOfString", "dynamodb:Select": "String",
    ]))

  private static let organizations = ServiceRecord(
    prefix: "organizations", name: "AWS Organizations",
    actions: [Action(name: "ListRoots", accessLevel: .list)])

  private static let route53 = ServiceRecord(
    prefix: "route53", name: "Amazon Route 53",
    actions: [Action(name: "GetHostedZone", accessLevel: .read, resourceTypes: ["hostedzone"])],
    resourceTypes: [
      ResourceType(name: "hostedzone", arnFormats: ["arn:${Partition}:route53:::hostedzone/${Id}"])
    ])
}
