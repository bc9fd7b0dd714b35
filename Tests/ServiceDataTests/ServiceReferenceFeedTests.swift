import HTTP
import PolicyLanguage
import ServiceData
import Support
import Testing

/// AWS's own service reference, from a server on this machine.
struct ServiceReferenceFeedTests {
  private static let sqs = """
    {"Name": "sqs", "Version": "v1.4",
     "Actions": [
      {"Name": "AddPermission", "ActionConditionKeys": ["aws:TagKeys"],
       "Annotations": {"Properties": {"IsList": false, "IsPermissionManagement": true,
         "IsTaggingOnly": false, "IsWrite": true}}, "Resources": [{"Name": "queue"}]},
      {"Name": "ListQueues", "Annotations": {"Properties": {"IsList": true}}},
      {"Name": "SendMessage", "Annotations": {"Properties": {"IsWrite": true}}},
      {"Name": "TagQueue",
       "Annotations": {"Properties": {"IsTaggingOnly": true, "IsWrite": true}}},
      {"Name": "View"}],
     "ConditionKeys": [{"Name": "aws:TagKeys", "Types": ["ArrayOfString"]}],
     "Resources": [{"Name": "queue", "ARNFormats": ["arn:a", "arn:b"],
       "ConditionKeys": ["aws:TagKeys"]}]}
    """

  private static let expected = ServiceRecord(
    prefix: "sqs", name: "",
    actions: [
      Action(
        name: "AddPermission", accessLevel: .permissionsManagement, resourceTypes: ["queue"],
        conditionKeys: ["aws:TagKeys"]),
      Action(name: "ListQueues", accessLevel: .list),
      Action(name: "SendMessage", accessLevel: .write),
      Action(name: "TagQueue", accessLevel: .tagging),
      Action(name: "View", accessLevel: .read),
    ],
    resourceTypes: [
      ResourceType(name: "queue", arnFormats: ["arn:a", "arn:b"], conditionKeys: ["aws:TagKeys"])
    ],
    conditionKeys: [ConditionKey(name: "aws:TagKeys", type: "ArrayOfString")])

  @Test func `every service of the list is asked for and read`() async throws {
    let server = try LoopbackServer { request in
      request.path == "/"
        ? .init(200, #"[{"service": "sqs", "url": "/v1/sqs/sqs.json", "modified": "x"}]"#)
        : .init(200, Self.sqs)
    }
    let snapshot = try await Self.feed(server).snapshot(today: "2026-11-21")
    #expect(snapshot.date == "2026-11-21")
    #expect(snapshot.services == [Self.expected])
    #expect(server.requests.map(\.path) == ["/", "/v1/sqs/sqs.json"])
  }

  @Test(arguments: [
    (200, "[]", 200, "", "the list has 0 services"),
    (200, "{}", 200, "", "the list has 0 services"),
    (404, "", 200, "", "the answer has status 404"),
    (503, "", 200, "", "the answer has status 503"),
    (200, "[", 200, "", "the answer is no JSON"),
    (200, #"[{"service": "sqs"}]"#, 200, "", "the file of `sqs` is at another place"),
    (200, #"[{"url": "/a"}]"#, 200, "", "the file of `` is at another place"),
    (
      200, #"[{"service": "sqs", "url": "http://192.0.2.1/a"}]"#, 200, "",
      "the file of `sqs` is at another place"
    ),
    (200, #"[{"service": "sqs", "url": "/a"}]"#, 500, "", "the answer has status 500"),
    (200, #"[{"service": "sqs", "url": "/a"}]"#, 200, "{", "the answer is no JSON"),
    (200, #"[{"service": "sqs", "url": "/a"}]"#, 200, "{}", "the file of `sqs` has no actions"),
  ])
  func `a list or a file that is not as it should be is an error`(
    listStatus: Int, list: String, fileStatus: Int, file: String, message: String
  ) async throws {
    let server = try LoopbackServer { request in
      request.path == "/" ? .init(listStatus, list) : .init(fileStatus, file)
    }
    let error = await #expect(throws: ServiceDataError.self) {
      _ = try await Self.feed(server).snapshot(today: "2026-11-21")
    }
    #expect(error?.message.hasPrefix(message) == true, "\(error as Any)")
  }

  private static func feed(_ server: LoopbackServer) throws -> ServiceReferenceFeed {
    let http = HTTPClient(configuration: HTTPConfiguration(userAgent: "mamip-bot/test"))
    var retry = RetryPolicy(clock: ManualClock()) { 0 }
    retry.attemptsMax = 1
    return ServiceReferenceFeed(
      http: http, retry: retry, list: try #require(RequestURL("\(server.url)/")))
  }
}
