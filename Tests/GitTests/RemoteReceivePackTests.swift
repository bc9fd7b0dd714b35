import Testing

@testable import Git

private let one = "1111111111111111111111111111111111111111"
private let two = "2222222222222222222222222222222222222222"

@Suite struct RemoteReceivePackTests {
  @Test func `an advertisement gives references, other tips and capabilities`() throws {
    let body = message([
      "# service=git-receive-pack\n", nil,
      "\(one) refs/heads/main\0 report-status atomic agent=git/2.39.5\n",
      "\(two) refs/tags/v1\n", "\(two) .have\n", "shallow \(one)\n", nil,
    ])
    let advertisement = try Advertisement(receivePack: body)
    #expect(
      advertisement.references == [
        "refs/heads/main": try id(one), "refs/tags/v1": try id(two),
      ])
    #expect(advertisement.otherTips == [try id(two)])
    #expect(advertisement.capabilities.contains("atomic"))
    #expect(advertisement.capabilities["agent"] == "git/2.39.5")
    #expect(!advertisement.capabilities.contains("side-band-64k"))
  }

  @Test func `protocol version 1 and an empty repository are understood`() throws {
    let zero = String(repeating: "0", count: 40)
    let body = message([
      "# service=git-receive-pack\n", nil, "version 1\n",
      "\(zero) capabilities^{}\0report-status object-format=sha1\n", nil,
    ])
    let advertisement = try Advertisement(receivePack: body)
    #expect(advertisement.references.isEmpty)
    #expect(advertisement.capabilities.contains("report-status"))
  }

  @Test(
    arguments: [
      (["# service=git-upload-pack\n", nil, nil], "the answer is not git's"),
      (["# service=git-receive-pack\n", nil, "\(one) a\0\n"], "the list of references ends early"),
      (["# service=git-receive-pack\n", nil, "hello\n", nil], "`hello` is no reference"),
      (["# service=git-receive-pack\n", nil, "ERR no\n", nil], "the server says `no`"),
      (
        ["# service=git-receive-pack\n", nil, "\(one) a\0object-format=sha256\n", nil],
        "the repository's object format is `sha256`"
      ),
    ] as [([String?], String)])
  func `a bad advertisement is refused`(lines: [String?], reason: String) {
    #expect(throws: ProtocolError(reason)) { try Advertisement(receivePack: message(lines)) }
  }

  @Test func `commands carry the exact old values`() throws {
    let updates = [
      RefUpdate(name: "refs/heads/main", old: try id(one), new: try id(two)),
      RefUpdate(name: "refs/tags/v1", old: nil, new: try id(one)),
    ]
    let zero = String(repeating: "0", count: 40)
    #expect(
      ReceivePack.commands(updates, capabilities: ["report-status", "atomic"])
        == message([
          "\(one) \(two) refs/heads/main\0 report-status atomic", "\(zero) \(one) refs/tags/v1",
          nil,
        ]))
  }

  @Test func `only what is offered is asked for`() throws {
    let offered = Capabilities(
      "report-status delete-refs side-band-64k agent=x".split(separator: " "))
    #expect(
      try ReceivePack.capabilities(of: offered, atomic: false, agent: "mamip-bot/1")
        == ["report-status", "side-band-64k", "agent=mamip-bot/1"])
    #expect(throws: ProtocolError.self) {
      try ReceivePack.capabilities(of: Capabilities(["atomic"]), atomic: true, agent: "x")
    }
  }

  @Test func `a report is read out of the side band, and words are kept apart`() throws {
    let report = message(["unpack ok\n", "ok refs/heads/main\n", "ng refs/tags/v1 no way\n", nil])
    let half = report.count / 2
    var body = message(["\u{2}remote: hello\n"])
    for piece in [report[..<half], report[half...]] {
      body += message(["\u{1}" + String(decoding: piece, as: UTF8.self)])
    }
    body += message([nil])
    var messages = RemoteMessages()
    let read = try PushReport.read(body, sideBand: true, messages: &messages)
    #expect(read.unpackError == nil)
    #expect(read.accepted == ["refs/heads/main"])
    #expect(read.refused == ["refs/tags/v1": "no way"])
    #expect(messages.lines == ["remote: hello"])
  }

  @Test func `a pack that was not taken is reported with its reason`() throws {
    let body = message(["unpack index-pack failed\n", "ng refs/heads/main unpacker error\n", nil])
    var messages = RemoteMessages()
    let read = try PushReport.read(body, sideBand: false, messages: &messages)
    #expect(read.unpackError == "index-pack failed")
    #expect(read.refused == ["refs/heads/main": "unpacker error"])
  }

  @Test(
    arguments: [
      [nil], ["ok refs/heads/main\n", nil], ["unpack ok\n", "maybe refs/heads/main\n", nil],
      ["unpack ok\n", "ok refs/heads/main and more\n", nil], ["ERR out of order\n", nil],
    ] as [[String?]])
  func `what is no report is refused`(lines: [String?]) {
    var messages = RemoteMessages()
    #expect(throws: ProtocolError.self) {
      try PushReport.read(message(lines), sideBand: false, messages: &messages)
    }
  }

  @Test func `a failure on the third band is an error`() {
    var messages = RemoteMessages()
    #expect(throws: ProtocolError("the server says `disk full`")) {
      try PushReport.read(message(["\u{3}disk full\n", nil]), sideBand: true, messages: &messages)
    }
  }
}

/// A message of pkt-lines, where nil is a flush.
func message(_ lines: [String?]) -> [UInt8] {
  var writer = PacketWriter()
  for line in lines {
    if let line { writer.line(line) } else { writer.flush() }
  }
  return writer.bytes
}

func id(_ hex: String) throws -> ObjectID {
  try #require(ObjectID(hex: hex))
}
