import Foundation
import PolicyLanguage

/// Bluesky, X, SNS and a webhook, as a value: which releases have arrived where.
///
/// `FakeMessengersServer` answers for it over their own protocols.
package struct FakeMessengers: Sendable {
  /// Where a message arrives.
  package enum Service: String, Sendable, CaseIterable {
    case bluesky
    case sns
    case webhook
    case x
  }

  /// The releases of the messages that people see, in order.
  package var arrived: [Service: [String]] = [:]
  /// What the services know a repeat by.
  private var keys: [Service: Set<String>] = [:]

  /// Nothing has arrived.
  package init() {}

  /// Takes a request and answers it as the service would.
  package mutating func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
    guard let service = Self.service(of: request) else {
      return Self.json(200, Self.session)
    }
    let root = Self.object(request)
    switch service {
    case .bluesky:
      let key = root?["rkey"]?.string ?? ""
      guard isNew(key, service) else {
        return Self.json(400, #"{"error":"InvalidSwap","message":"there is another record"}"#)
      }
      take(request, service)
      return Self.json(
        200, #"{"uri":"at://\#(Self.did)/app.bsky.feed.post/\#(key)","cid":"bafy"}"#)
    case .sns:
      let field = request.text.split(separator: "&")
        .first { $0.hasPrefix("MessageDeduplicationId=") }
      if isNew(String(field ?? ""), service) { take(request, service) }
      return LoopbackServer.Reply(200, Self.published)
    case .webhook:
      take(request, service)
      return LoopbackServer.Reply(200)
    case .x:
      guard isNew(root?["text"]?.string ?? "", service) else { return Self.json(403, Self.again) }
      take(request, service)
      return Self.json(201, #"{"data":{"id":"1900000000000004096","text":"…"}}"#)
    }
  }

  /// The service that a request is to; nil for a login.
  package static func service(of request: LoopbackServer.Request) -> Service? {
    switch request.path {
    case "/xrpc/com.atproto.repo.putRecord": .bluesky
    case "/2/tweets": .x
    case "/hook": .webhook
    case "/": .sns
    default: nil
    }
  }

  private mutating func isNew(_ key: String, _ service: Service) -> Bool {
    keys[service, default: []].insert(key).inserted
  }

  private mutating func take(_ request: LoopbackServer.Request, _ service: Service) {
    let name = request.text.firstMatch(of: /\d{4}-\d\d-\d\d-\d\d-\d\d(-\d+)?/)
    arrived[service, default: []].append(name.map { String($0.0) } ?? "no release")
  }

  private static func object(_ request: LoopbackServer.Request) -> JSONNode? {
    do { return try JSONDocument(parsing: request.body).root } catch { return nil }
  }

  private static func json(_ status: Int, _ text: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(status, headers: [("Content-Type", "application/json")], text)
  }

  private static let did = "did:plc:mamipbotaaaaaaaaaaaaaaaa"
  private static let session =
    #"{"did":"\#(did)","handle":"mamip.bsky.social","accessJwt":"a.b.c","refreshJwt":"d.e.f"}"#
  private static let again = """
    {"detail":"You are not allowed to create a Tweet with duplicate content.",\
    "type":"about:blank","title":"Forbidden","status":403}
    """
  private static let published = """
    <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\
    <MessageId>6d6fd933</MessageId></PublishResult></PublishResponse>
    """
}
