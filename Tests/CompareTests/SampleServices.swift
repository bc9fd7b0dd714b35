import Compare
import PolicyLanguage
import Support
import Testing

/// Two small services, and short ways to ask what documents mean over them.
enum SampleServices {
  static let services = [
    ServiceRecord(
      prefix: "kms", name: "AWS KMS",
      actions: [
        Action(name: "Decrypt", accessLevel: .write),
        Action(name: "DescribeKey", accessLevel: .read),
        Action(name: "Encrypt", accessLevel: .write),
        Action(name: "ListKeys", accessLevel: .list),
      ]),
    ServiceRecord(
      prefix: "s3", name: "Amazon S3",
      actions: [
        Action(name: "DeleteObject", accessLevel: .write),
        Action(name: "GetBucketAcl", accessLevel: .read),
        Action(name: "GetObject", accessLevel: .read),
        Action(name: "ListAllMyBuckets", accessLevel: .list),
        Action(name: "PutBucketPolicy", accessLevel: .permissionsManagement),
        Action(name: "PutObject", accessLevel: .write),
        Action(name: "PutObjectTagging", accessLevel: .tagging),
      ]),
  ]

  static func table() throws -> ActionTable {
    ActionTable(
      try ServiceReference(
        parsing: ServiceReferenceWriter.text(date: "2026-10-27", services: services)))
  }

  /// A document of statements that are given as JSON.
  static func document(_ statements: String...) -> JSONDocument {
    PolicyFixture.parse("{\"Statement\": [\(statements.joined(separator: ", "))]}")
  }

  /// An Allow statement for everything that the rest of it does not limit.
  static func allow(_ actions: String..., rest: String = #""Resource": "*""#) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"Effect": "Allow", "Action": [\#(list)], \#(rest)}"#
  }

  static func deny(_ actions: String..., rest: String = #""Resource": "*""#) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"Effect": "Deny", "Action": [\#(list)], \#(rest)}"#
  }

  static func delta(_ old: JSONDocument?, _ new: JSONDocument?) throws -> PermissionDelta {
    var reader = GrantsReader(try table())
    let before = old.map { reader.grants(of: $0) }
    let after = new.map { reader.grants(of: $0) }
    return PermissionDelta(from: before, to: after, in: reader.table)
  }
}

extension PermissionDelta {
  /// The changed actions, each as `s3:GetObject resource wider`.
  var changedLines: [String] {
    changed.map { "\($0.action) \($0.change.aspect.rawValue) \($0.change.direction.rawValue)" }
  }
}
