import HTTP
import Model
import News
import Publish
import Support
import Testing

extension ContractMember {
  private static let path = "/hooks/T0SECRET/path-nobody-knows"
  private static let secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ="

  static let webhook = member(.generic, bytesMax: 1 << 20) { _ in Reply(204) }

  static let discord = member(.discord, bytesMax: 8 << 10) { request in
    request.query == "wait=true"
      ? Reply(200, headers: [("Content-Type", "application/json")], #"{"id": "1"}"#) : Reply(204)
  }

  static let slack = member(.slack, bytesMax: 6 << 10) { _ in Reply(200, "ok") }

  static let teams = member(.teams, bytesMax: 28 << 10) { _ in Reply(202) }

  private static func member(
    _ form: WebhookForm, bytesMax: Int, accepting: @escaping @Sendable (Request) -> Reply
  ) -> ContractMember {
    var member = ContractMember(
      name: "webhook \(form.rawValue)",
      secrets: [path, "T0SECRET", secret, "c2VjcmV0LXNlY3JldC1zZWNyZXQ="],
      make: { world in
        WebhookChannel(
          world.context("webhook"), WebhookDialect(form, template: nil),
          address: try #require(WebhookAddress(Secret(world.url + path))), from: "HOOK",
          signature: form == .generic ? WebhookSignature(Secret(secret)) : nil)
      },
      answer: { request, posted in
        guard request.path == path else { return Reply(404) }
        posted.append(request.text)
        return accepting(request)
      },
      isWithinBounds: { $0.utf8.count <= bytesMax && $0.hasPrefix("{") })
    member.readsAnswers = form == .discord || form == .slack
    return member
  }
}
