import PolicyLanguage
import Testing

/// What is known of AWS's services, from value to text and back.
struct ServiceReferenceTests {
  static let sqs = ServiceRecord(
    prefix: "sqs", name: "Amazon SQS",
    actions: [
      Action(name: "ListQueues", accessLevel: .list),
      Action(
        name: "SendMessage", accessLevel: .write, resourceTypes: ["queue"],
        conditionKeys: ["aws:ResourceTag/${TagKey}", "kms:ViaService"],
        dependentActions: ["kms:Decrypt", "kms:GenerateDataKey"]),
      Action(name: "sendOldMessage", accessLevel: .read, lastSeen: "2026-03-31"),
      Action(name: "TagQueue", accessLevel: .tagging, resourceTypes: ["queue", "elsewhere"]),
      Action(name: "xAddPermission", accessLevel: .permissionsManagement),
    ],
    resourceTypes: [
      ResourceType(
        name: "queue",
        arnFormats: [
          "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}", "arn:aws:sqs:::${Partitions}",
        ],
        conditionKeys: ["aws:ResourceTag/${TagKey}"]),
      ResourceType(name: "archive", arnFormats: [], lastSeen: "2026-04-30"),
    ],
    conditionKeys: [
      ConditionKey(name: "aws:TagKeys", type: "ArrayOfString"),
      ConditionKey(name: "aws:ResourceTag/${TagKey}", type: "String"),
      ConditionKey(name: "sqs:Old", type: "ARN", lastSeen: "2026-02-28"),
    ])
  static let bare = ServiceRecord(prefix: "deeplens", name: "", lastSeen: "2024-01-31")

  static func reference(_ services: [ServiceRecord]) throws -> ServiceReference {
    try ServiceReference(
      parsing: ServiceReferenceWriter.text(date: "2026-10-27", services: services))
  }

  @Test func `all that is written is read again`() throws {
    let reference = try Self.reference([Self.sqs, Self.bare])
    try reference.check()
    #expect(reference.date == "2026-10-27")
    #expect(reference.prefixes == ["deeplens", "sqs"])
    #expect(reference.allServices.map(\.record) == [Self.bare, Self.sqs])
    let service = try #require(reference.service("sqs"))
    #expect(service.name == "Amazon SQS")
    #expect(service.lastSeen == nil)
    #expect(reference.service("deeplens")?.lastSeen == "2024-01-31")
    #expect(reference.service("SQS") == nil)
  }

  @Test func `the text has a line for each thing`() throws {
    let text = ServiceReferenceWriter.text(date: "2026-10-27", services: [Self.sqs, Self.bare])
    #expect(
      String(decoding: text, as: UTF8.self) == """
        service-reference 1	2026-10-27
        =	deeplens	0	-2024-01-31
        =	sqs	326	Amazon SQS
        ?	aws:TagKeys	ArrayOfString
        ?	aws:ResourceTag/${TagKey}	String
        ?	sqs:Old	ARN	-2026-02-28
        /	queue	arn:$P:sqs:$R:$A:${QueueName} arn:aws:sqs:::${Partitions}	1
        /	archive	-2026-04-30
        ListQueues	L
        SendMessage	W	0	1,kms:ViaService	kms:Decrypt,kms:GenerateDataKey
        sendOldMessage	R	-2026-03-31
        TagQueue	T	0,elsewhere
        xAddPermission	P

        """)
  }

  @Test func `an action is found in any case`() throws {
    let service = try #require(try Self.reference([Self.sqs]).service("sqs"))
    #expect(service.action(named: "SENDmessage")?.name == "SendMessage")
    #expect(service.action(named: "SendOldMessage")?.lastSeen == "2026-03-31")
    #expect(service.action(named: "SendMessages") == nil)
    #expect(service.action(named: "") == nil)
    #expect(service.action(named: "zzz") == nil)
    for action in Self.sqs.actions {
      #expect(service.action(named: action.name.lowercased()) == action)
    }
  }

  @Test(arguments: [
    ("sqs:sendmessage", ["SendMessage"]), ("sqs:send*", ["SendMessage", "sendOldMessage"]),
    ("sqs:*message", ["SendMessage", "sendOldMessage"]), ("sqs:sendm?ssage*", ["SendMessage"]),
    ("sqs:*", ["ListQueues", "SendMessage", "sendOldMessage", "TagQueue", "xAddPermission"]),
    ("sqs:sendmessages", []), ("sqs:send", []), ("sqs:", []), ("sqs:a*", []), ("sqs:z*", []),
    ("sqs:x*", ["xAddPermission"]), ("sns:sendmessage", []), ("", []),
    ("SQS:TagQueue", ["TagQueue"]),
  ])
  func `actions are found by the patterns that cover them`(
    pattern: String, names: [String]
  ) throws {
    let service = try #require(try Self.reference([Self.sqs]).service("sqs"))
    let action = try Self.action(pattern)
    #expect(service.actions(action, on: "2026-03-31").map(\.name) == names)
    #expect(service.has(action, on: "2026-03-31") == !names.isEmpty)
  }

  /// An action as a policy has it.
  private static func action(_ text: String) throws -> PolicyAction {
    let policy = #"{"Statement": {"Action": "\#(text)"}}"#
    let statements = PolicyDocument(try JSONDocument(parsing: Array(policy.utf8))).statements
    return try #require(statements.first?.action?.entries.first)
  }

  @Test func `an action is not found after its last day`() throws {
    let service = try #require(try Self.reference([Self.sqs]).service("sqs"))
    for pattern in ["sqs:sendoldmessage", "sqs:sendo*"] {
      let action = try Self.action(pattern)
      #expect(service.has(action, on: "2026-03-31"))
      #expect(!service.has(action, on: "2026-04-01"))
      #expect(service.actions(action, on: "2026-04-01").isEmpty)
    }
    #expect(service.hasActions(on: "2026-04-01"))
    #expect(try !#require(Self.reference([Self.bare]).allServices.first).hasActions(on: ""))
  }

  @Test func `a tab or a line feed in a name breaks nothing`() throws {
    var service = Self.bare
    service.name = "Deep\tLens\n=\tx"
    #expect(try Self.reference([service]).service("deeplens")?.name == "Deep Lens = x")
  }

  @Test func `many threads that ask first get the same`() async throws {
    let reference = try Self.reference([Self.sqs])
    await withTaskGroup(of: [Action].self) { group in
      for _ in 0..<64 { group.addTask { reference.service("sqs")?.actions ?? [] } }
      for await actions in group { #expect(actions == Self.sqs.actions) }
    }
  }

  @Test func `a text that was cut or changed anywhere is an error or another text`() {
    let text = ServiceReferenceWriter.text(date: "2026-10-27", services: [Self.sqs, Self.bare])
    func read(_ text: [UInt8]) -> [String] {
      do throws(ServiceReferenceError) {
        let reference = try ServiceReference(parsing: text)
        // What is not checked is read all the same, as far as it goes.
        let names = reference.allServices.flatMap { $0.actions.map(\.name) }
        try reference.check()
        return names
      } catch {
        return [error.description]
      }
    }
    for index in text.indices {
      #expect(read(Array(text[..<index])) != read(text))
      for byte in [0, UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "9"), 0xFF] as [UInt8] {
        var changed = text
        changed[index] = byte
        #expect(read(changed).allSatisfy { !$0.contains("\n") })
      }
    }
  }

  @Test(arguments: [
    ("", "this is not a service reference"),
    ("{}", "this is not a service reference"),
    ("{}\n", "this is not a service reference"),
    ("service-reference 1\t2026-10-27", "this is not a service reference"),
    ("service-reference 2\t2026-10-27\n", "the service reference has the unknown form `2`"),
    ("=\ts3\t0\tS3", "the service reference is broken: no service begins at byte 31"),
    ("=\ts3\t1\tS3\n", "the service reference is broken: no service begins at byte 31"),
    ("=\ts3\t-1\tS3\n", "the service reference is broken: no service begins at byte 31"),
    ("=\ts3\t0\tS3\tx\n", "the service reference is broken: no service begins at byte 31"),
    ("?\ts3\t0\tS3\n", "the service reference is broken: no service begins at byte 31"),
    ("=\ts3\t0\n=\ts3\t0\n", "the service reference is broken: service `s3` is not in order"),
    ("=\ts3\t2\nA\n", "the service reference is broken: `A` in service `s3`"),
    ("=\ts3\t4\nA\tX\n", "the service reference is broken: `A X` in service `s3`"),
    ("=\ts3\t8\nB\tR\nA\tR\n", "the service reference is broken: `A R` in service `s3`"),
    ("=\ts3\t6\nA\tR\t0\n", "the service reference is broken: `A R 0` in service `s3`"),
    ("=\ts3\t7\nA\tR\t\t0\n", "the service reference is broken: `A R  0` in service `s3`"),
    ("=\ts3\t2\n?\n", "the service reference is broken: `?` in service `s3`"),
    ("=\ts3\t3\nA\tR=\tx\t0\n", "the service reference is broken: service `s3` is cut off"),
  ])
  func `a broken text is refused`(text: String, message: String) {
    let whole =
      text.hasPrefix("service") || !text.contains("\t")
      ? text : "service-reference 1\t2026-10-27\n" + text
    let error = #expect(throws: ServiceReferenceError.self) {
      try ServiceReference(parsing: Array(whole.utf8)).check()
    }
    #expect(error?.description == message)
  }
}
