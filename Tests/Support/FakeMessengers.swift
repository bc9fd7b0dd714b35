import Foundation
import PolicyLanguage

/// Bluesky, X, SNS, SQS and webhooks of every form, as a value: what has arrived where.
///
/// `FakeMessengersServer` answers for it over their own protocols.
package struct FakeMessengers: Sendable {
  /// Where a message arrives.
  package enum Service: String, Sendable, CaseIterable {
    // Sorted.
    case bluesky
    case discord
    case slack
    case sns
    case sqs
    case teams
    case webhook
    case x
  }

  /// A message that somebody sees.
  package struct Message: Sendable, Equatable {
    /// The first release that it names.
    package let release: String
    /// As it came over the wire.
    package let body: String
  }

  /// In order.
  package var arrived: [Service: [Message]] = [:]
  /// What the services know a repeat by.
  private var keys: [Service: Set<String>] = [:]

  /// Nothing has arrived.
  package init() {}

  /// Takes a request and answers it as the service would.
  package mutating func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
    guard let service = Self.service(of: request) else {
      return Self.json(200, Self.session)
    }
    if let key = Self.key(of: request, to: service),
      !keys[service, default: []].insert(key).inserted
    {
      return Self.again(service)
    }
    let name = request.text.firstMatch(of: /\d{4}-\d\d-\d\d-\d\d-\d\d(-\d+)?/)
    arrived[service, default: []].append(
      Message(release: name.map { String($0.0) } ?? "no release", body: request.text))
    return Self.taken(service)
  }

  /// The service that a request is to; nil for a login.
  package static func service(of request: LoopbackServer.Request) -> Service? {
    switch request.path {
    case "/xrpc/com.atproto.repo.putRecord": .bluesky
    case "/2/tweets": .x
    case "/": request.header("x-amz-target") == nil ? .sns : .sqs
    default: Service(rawValue: String(request.path.dropFirst()))
    }
  }

  /// What a service knows a repeat by; nil where it does not know one.
  private static func key(of request: LoopbackServer.Request, to service: Service) -> String? {
    switch service {
    case .bluesky: object(request)?["rkey"]?.string
    case .sns:
      request.text.split(separator: "&").first { $0.hasPrefix("MessageDeduplicationId=") }
        .map(String.init)
    case .x: object(request)?["text"]?.string
    case .discord, .slack, .sqs, .teams, .webhook: nil
    }
  }

  private static func object(_ request: LoopbackServer.Request) -> JSONNode? {
    do { return try JSONDocument(parsing: request.body).root } catch { return nil }
  }
}

// MARK: - Answers

extension FakeMessengers {
  private static func taken(_ service: Service) -> LoopbackServer.Reply {
    switch service {
    case .bluesky:
      json(200, #"{"uri":"at://\#(did)/app.bsky.feed.post/3mabc","cid":"bafy"}"#)
    case .discord: json(200, #"{"id":"1313"}"#)
    case .slack: LoopbackServer.Reply(200, "ok")
    case .sns: LoopbackServer.Reply(200, published)
    case .sqs: json(200, #"{"MD5OfMessageBody":"63ee","MessageId":"13033f23"}"#)
    case .teams: LoopbackServer.Reply(202)
    case .webhook: LoopbackServer.Reply(200)
    case .x: json(201, #"{"data":{"id":"1900000000000004096","text":"…"}}"#)
    }
  }

  /// What a repeat gets; SNS answers it as it has answered the first.
  private static func again(_ service: Service) -> LoopbackServer.Reply {
    switch service {
    case .bluesky: json(400, #"{"error":"InvalidSwap","message":"there is another record"}"#)
    case .x: json(403, duplicate)
    case .discord, .slack, .sns, .sqs, .teams, .webhook: taken(service)
    }
  }

  private static func json(_ status: Int, _ text: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(status, headers: [("Content-Type", "application/json")], text)
  }

  private static let did = "did:plc:mamipbotaaaaaaaaaaaaaaaa"
  private static let session =
    #"{"did":"\#(did)","handle":"mamip.bsky.social","accessJwt":"a.b.c","refreshJwt":"d.e.f"}"#
  private static let duplicate = """
    {"detail":"You are not allowed to create a Tweet with duplicate content.",\
    "type":"about:blank","title":"Forbidden","status":403}
    """
  private static let published = """
    <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\
    <MessageId>6d6fd933</MessageId></PublishResult></PublishResponse>
    """
}
