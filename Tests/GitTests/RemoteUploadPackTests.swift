import Testing

@testable import Git

private let one = "1111111111111111111111111111111111111111"
private let two = "2222222222222222222222222222222222222222"

@Suite struct RemoteUploadPackTests {
  @Test(arguments: [[], ["# service=git-upload-pack\n", nil]] as [[String?]])
  func `capabilities are read, announced or not`(announcement: [String?]) throws {
    let body = message(
      announcement + ["version 2\n", "ls-refs=unborn\n", "fetch=shallow\n", "agent=git/2\n", nil])
    #expect(try UploadPack.capabilities(body)["fetch"] == "shallow")
  }

  @Test(
    arguments: [
      (
        ["# service=git-upload-pack\n", nil, "\(one) HEAD\0multi_ack\n", nil],
        "the server does not speak git's protocol version 2"
      ),
      (["hello\n", nil], "the answer is not git's"),
      ([nil], "the answer is not git's"),
      (["ERR access denied\n"], "the server says `access denied`"),
      (
        ["version 2\n", "ls-refs\n", nil],
        "the server offers neither to list references nor to fetch"
      ),
      (
        ["version 2\n", "object-format=sha256\n", nil], "the repository's object format is `sha256`"
      ),
    ] as [([String?], String)])
  func `a server that will not do is told from one that will`(lines: [String?], reason: String) {
    #expect(throws: ProtocolError(reason)) { try UploadPack.capabilities(message(lines)) }
  }

  @Test func `references are read with what they peel and point to`() throws {
    let body = message([
      "\(one) HEAD symref-target:refs/heads/main\n", "\(one) refs/heads/main\n",
      "\(two) refs/tags/v1 peeled:\(one)\n", "unborn refs/x\n", nil,
    ])
    #expect(
      try UploadPack.references(body) == [
        RemoteReference(name: "HEAD", id: id(one), target: "refs/heads/main"),
        RemoteReference(name: "refs/heads/main", id: id(one)),
        RemoteReference(name: "refs/tags/v1", id: id(two), peeled: id(one)),
      ])
  }

  @Test(
    arguments: [["\(one) refs/heads/main\n"], ["nonsense\n", nil], ["ERR no\n", nil]]
      as [[String?]])
  func `a bad list of references is refused`(lines: [String?]) {
    #expect(throws: ProtocolError.self) { try UploadPack.references(message(lines)) }
  }

  @Test func `a pack is handed out whole, whatever the pieces it comes in`() throws {
    let body =
      message(["acknowledgments\n", "ACK \(one)\n"]) + Array("0001".utf8)
      + message(["shallow-info\n", "shallow \(two)\n"]) + Array("0001".utf8)
      + message(["packfile\n", "\u{1}PA", "\u{2}Counting\n", "\u{1}CK", nil])
    for size in [1, 7, body.count] {
      var answer = FetchAnswer()
      var pack: [UInt8] = []
      for start in stride(from: 0, to: body.count, by: size) {
        let pieces = try answer.read(body[start..<min(start + size, body.count)])
        pack += pieces.joined()
      }
      try answer.finish()
      #expect(String(decoding: pack, as: UTF8.self) == "PACK")
      #expect(answer.shallow == [try id(two)])
      #expect(answer.messages.lines == ["Counting"])
    }
  }

  @Test(
    arguments: [
      ["packfile\n", "\u{1}PACK"], ["packfile\n"], [],
    ] as [[String?]])
  func `an answer that stops early is refused`(lines: [String?]) throws {
    var answer = FetchAnswer()
    _ = try answer.read(message(lines))
    #expect(throws: ProtocolError("the pack ends early")) { try answer.finish() }
  }

  @Test(
    arguments: [
      ["ERR not our ref\n"], ["<html>\n"], [nil], ["packfile\n", "\u{4}x"],
      ["packfile\n", "\u{3}out of memory\n"], ["packfile\n", nil, "\u{1}more"],
    ] as [[String?]])
  func `what is no answer to a fetch is refused`(lines: [String?]) {
    #expect(throws: ProtocolError.self) {
      var answer = FetchAnswer()
      _ = try answer.read(message(lines))
    }
  }

  @Test func `a fetch names wants, shallow commits and haves, and is done`() throws {
    let request = FetchRequest(wants: [try id(one)], haves: [try id(two)], shallow: [try id(two)])
    let text = String(decoding: UploadPack.fetch(request, agent: "mamip-bot/1"), as: UTF8.self)
    #expect(
      text.hasSuffix(
        "0032want \(one)\n0035shallow \(two)\n0032have \(two)\n0009done\n0000"))
    #expect(
      text.hasPrefix("0012command=fetch\n0016agent=mamip-bot/1\n0017object-format=sha1\n0001"))
    #expect(!text.contains("thin-pack"))
  }
}
