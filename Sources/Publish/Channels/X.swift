import HTTP
import Model
package import News
import PolicyLanguage

/// One post on X for each release.
///
/// X has no way to ask for what was posted. But it refuses a text that stands there already, and
/// each text has its release's name: so its refusal of a repeat proves the delivery.
package struct XChannel: Channel {
  package let promise = ChannelKind.x.promise

  private let context: ChannelContext
  private let account: XAccount
  private let template: MessageTemplate?
  private let hasLink: Bool

  /// A channel that posts with a link only where asked to, because that costs more.
  package init(
    _ context: ChannelContext, _ account: XAccount, template: MessageTemplate?, hasLink: Bool
  ) {
    self.context = context
    self.account = account
    self.template = template
    self.hasLink = hasLink
  }

  package func drafts(of news: ReleaseNews) -> [Draft] {
    [
      Draft(
        target: "POST \(account.url.text)", body: String(decoding: body(of: news), as: UTF8.self))
    ]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    let signature = OAuthSignature(
      keys: account.keys, nonce: account.nonce(), time: context.now())
    var request = HTTPRequest(
      .post, account.url,
      headers: [
        HTTPHeader("Content-Type", "application/json"),
        HTTPHeader("Authorization", secret: signature.authorization(.post, account.url)),
      ], body: body(of: news))
    request.isSentOnce = true
    do throws(HTTPError) {
      return outcome(of: try await context.http.send(request))
    } catch {
      return DeliveryOutcome(error)
    }
  }

  private func body(of news: ReleaseNews) -> [UInt8] {
    XPost.body(of: news, in: context.archive, by: template, hasLink: hasLink)
  }

  private func outcome(of response: HTTPResponse) -> DeliveryOutcome {
    let origin = account.url.origin
    if (200..<300).contains(response.status) {
      guard let id = response.object?["data"]?["id"]?.string else {
        return DeliveryOutcome(unreadable: response, from: origin)
      }
      return .delivered(id: id, url: "https://x.com/i/web/status/\(id)")
    }
    let detail = response.object?["detail"]?.string ?? response.object?["title"]?.string ?? ""
    if response.status == 403, detail.lowercased().contains("duplicate content") {
      return .delivered(id: nil, url: nil)
    }
    return DeliveryOutcome(
      refusal: response, by: origin, saying: Redaction(account.keys.all).line(detail),
      wait: response.xWait(at: context.now()))
  }
}

/// Who posts on X.
package struct XAccount: Sendable {
  let url: RequestURL
  let keys: OAuthKeys
  /// A text that no two requests share.
  let nonce: @Sendable () -> String

  /// Gives nil where the service is no address that keeps a secret, such as `https://api.x.com`.
  package init?(service: String, keys: OAuthKeys, nonce: @escaping @Sendable () -> String) {
    guard let url = RequestURL(service), url.origin.keepsSecrets, url.userInfo == nil else {
      return nil
    }
    self.url = url.appending(path: "2", "tweets")
    self.keys = keys
    self.nonce = nonce
  }
}

extension HTTPResponse {
  /// The allowances of X: of a quarter of an hour, and of a day for the user and for the app.
  private static let allowances = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"]
  /// No allowance is for longer than a day.
  private static let xWaitMax: Int64 = 86_400

  /// How long to wait until the last allowance that is used up begins anew.
  fileprivate func xWait(at now: Timestamp) -> Duration? {
    guard status == 429 else { return nil }
    let resets = Self.allowances.filter { header("\($0)-remaining") == "0" }.compactMap { name in
      header("\(name)-reset").flatMap { Int64($0) }
    }
    return resets.max().map { .seconds(min(max(0, $0 - (date ?? now).seconds), Self.xWaitMax)) }
  }
}
