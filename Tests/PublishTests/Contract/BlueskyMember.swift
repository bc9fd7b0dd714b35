import Model
import PolicyLanguage
import Publish
import Support
import Testing

extension ContractMember {
  private static let did = "did:plc:mamipbotaaaaaaaaaaaaaaaa"
  private static let token = "eyJhbGciOi.access.t0ken"

  static let bluesky = ContractMember(
    name: "bluesky", secrets: ["abcd-efgh-ijkl-mnop", token, "eyJhbGciOi.renewal"],
    make: { world in
      let account = try #require(
        BlueskyAccount(
          service: world.url, identifier: "mamip.bsky.social",
          password: Secret("abcd-efgh-ijkl-mnop")))
      return BlueskyChannel(world.context("bluesky"), account, template: nil)
    },
    isWrite: { $0.path == "/xrpc/com.atproto.repo.putRecord" },
    answer: { request, posted in
      switch request.path {
      case "/xrpc/com.atproto.server.createSession": session()
      case "/xrpc/com.atproto.repo.putRecord": putRecord(request, &posted)
      default: .bluesky(501, "MethodNotImplemented")
      }
    },
    message: { record(in: $0) },
    isWithinBounds: { record in
      guard let text = try? JSONDocument(parsing: Array(record.utf8)).root["text"]?.string else {
        return false
      }
      return text.count <= 300 && text.utf8.count <= 3_000
    })

  static func session(token: String = token, host: String? = nil) -> Reply {
    let document = host.map { host in
      ##","didDoc":{"service":[{"id":"#atproto_pds","serviceEndpoint":"\##(host)"}]}"##
    }
    return Reply(
      200, headers: [("Content-Type", "application/json")],
      #"{"did":"\#(did)","handle":"mamip.bsky.social","accessJwt":"\#(token)","#
        + #""refreshJwt":"eyJhbGciOi.renewal"\#(document ?? "")}"#)
  }

  /// Creates a record, finds the same one again, and never replaces one.
  static func putRecord(_ request: Request, _ posted: inout [String]) -> Reply {
    guard request.header("authorization") == "Bearer \(token)" else {
      return .bluesky(401, "AuthMissing")
    }
    let there = posted.contains(request.text)
    if !there, posted.contains(where: { key(in: $0) == key(in: request.text) }) {
      return .bluesky(400, "InvalidSwap", "Record was at bafyreihhwhs3jjawade4h2l6kehryl4z3u")
    }
    if !there { posted.append(request.text) }
    return Reply(
      200, headers: [("Content-Type", "application/json")],
      #"{"uri":"at://\#(did)/app.bsky.feed.post/\#(key(in: request.text))","cid":"bafy"}"#)
  }

  private static func key(in text: String) -> String {
    let root = try? JSONDocument(parsing: Array(text.utf8)).root
    return root?["rkey"]?.string ?? ""
  }

  static func record(in request: Request) -> String {
    let record = try? JSONDocument(parsing: request.body).root["record"]
    return record.map { String(decoding: JSONWriter.compact($0), as: UTF8.self) } ?? ""
  }
}

extension LoopbackServer.Reply {
  /// An error as the AT Protocol has it.
  static func bluesky(
    _ status: Int, _ error: String, _ message: String = "no", headers: [(String, String)] = []
  ) -> Self {
    Self(
      status, headers: [("Content-Type", "application/json")] + headers,
      #"{"error":"\#(error)","message":"\#(message)"}"#)
  }
}
