import Model
import PolicyLanguage
import Testing

@testable import News

/// What programs get.
@Suite struct QueueMessageTests {
  let archive = ArchiveAddress(server: "https://github.com", repository: "o/r")

  private func read(_ body: [UInt8]) throws -> JSONNode { try JSONDocument(parsing: body).root }

  @Test func `a queue gets the members that it knows, and all changes`() throws {
    let news = try Sample.release([("A", .updated), ("B", .added)])
    let root = try read(QueueMessage.body(of: news, in: archive))
    #expect(root["UpdatedPolicies"]?.string == "A, B")
    #expect(root["CommitUrl"]?.string?.hasPrefix("https://github.com/o/r/commit/aaaa") == true)
    #expect(root["Date"]?.string == "2026-11-20T18:00:00Z")
    #expect(root["CommitCount"]?.string == "2")
    #expect(root["ChangesLeftOut"]?.numberText == "0")
    let change = try #require(root["Changes"].flatMap { Array($0.elements).first })
    #expect(
      String(decoding: JSONWriter.compact(change), as: UTF8.self) == """
        {"policy":"A","arn":null,"kind":"updated","version":"v6","previousVersion":null,\
        "commit":"\(String(repeating: "b", count: 40))",\
        "url":"https://github.com/o/r/commit/\(String(repeating: "b", count: 40))",\
        "summary":"A v5 → v6: +2 actions","severity":null,"services":[],"actionsAdded":2,\
        "actionsChanged":0,"actionsRemoved":0,"escalations":[],"signals":[],"findings":0}
        """)
  }

  @Test func `what does not fit is counted, and nothing is cut`() throws {
    let news = try Sample.release((1...2_000).map { ("Policy\($0)", .added) })
    let body = QueueMessage.body(of: news, in: archive)
    #expect((250 << 10...256 << 10).contains(body.count))
    let root = try read(body)
    let shown = try #require(root["Changes"].map { Array($0.elements).count })
    #expect(root["ChangesLeftOut"]?.numberText == String(2_000 - shown))
    #expect(root["CommitCount"]?.string == "2000")
    let long = String(repeating: "a", count: 100)
    let many = try Sample.release((1...1_000).map { ("\(long)\($0)", .added) })
    let names = try read(QueueMessage.body(of: many, in: archive))["UpdatedPolicies"]?.string
    #expect(names?.hasSuffix(" more") == true)
  }

  @Test func `a topic gets words for people, JSON for programs, and lists to choose by`() throws {
    var news = try Sample.release([("A", .updated), ("B", .added)])
    news.policies[0].lines = ["+ s3:GetObject", "+ ec2:RunInstances"]
    news.policies[0].signals = ["data-read s3:GetObject"]
    let message = TopicMessage(of: news, in: archive, by: nil)
    #expect(message.subject == "2 AWS managed policies changed: release 2026-11-20-18-00")
    let root = try read(message.body)
    #expect(
      root["email"]?.string == """
        2 AWS managed policies changed: 1 updated, 1 added

        - A v5 → v6: +2 actions
        - B v1: added

        https://github.com/o/r/releases/tag/2026-11-20-18-00
        """)
    let json = try read(Array(try #require(root["default"]?.string).utf8))
    #expect(json["data"]?["count"]?.numberText == "2")
    #expect(
      message.attributes.map { "\($0.name) \($0.json)" } == [
        #"kind ["added","updated"]"#, #"policy ["A","B"]"#, #"service ["ec2","s3"]"#,
        #"severity ["SECURITY_WARNING"]"#,
      ])
  }

  @Test(arguments: [1, 100, 1_500, 5_000])
  func `a topic's message keeps to 256 KiB, attributes included`(count: Int) throws {
    let name = String(repeating: "n", count: 100)
    let news = try Sample.release((1...count).map { ("\(name)\($0)", .added) })
    let message = TopicMessage(of: news, in: archive, by: nil)
    let attributes = message.attributes.map { $0.json.utf8.count + 30 }.reduce(0, +)
    #expect(message.body.count + attributes <= 256 << 10)
    #expect(message.subject.utf8.count <= 100)
    #expect(message.subject.utf8.allSatisfy { (0x20...0x7E).contains($0) })
  }
}
