import HTTP
import Model
package import News
import PolicyLanguage
import Signing

/// One post on Bluesky for each release.
///
/// Key and text of the record are derived from the release, and it is only ever created: a repeat
/// finds the same record, or one with the same key, and changes nothing.
package struct BlueskyChannel: Channel {
  package let promise = ChannelKind.bluesky.promise

  private let context: ChannelContext
  private let account: BlueskyAccount
  private let template: MessageTemplate?
  private let login: BlueskyLogin

  /// A channel that logs in when it first posts.
  package init(_ context: ChannelContext, _ account: BlueskyAccount, template: MessageTemplate?) {
    self.context = context
    self.account = account
    self.template = template
    login = BlueskyLogin(account, http: context.http, now: context.now)
  }

  package func drafts(of news: ReleaseNews) -> [Draft] {
    let record = JSONWriter.compact(record(of: news))
    let key = key(of: news)?.description ?? "…"
    return [
      Draft(
        target: "PUT \(BlueskyPost.collection)/\(key) at \(account.service.url.origin)",
        body: String(decoding: record, as: UTF8.self))
    ]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    guard let key = key(of: news) else {
      return .notDelivered(reason: "the release's time is none of this age", retryAfter: nil)
    }
    do throws(BlueskyLogin.Failure) {
      let access = try await login.session()
      let outcome = await put(record(of: news), at: key, as: access)
      guard case .expired = outcome else { return outcome.delivery }
      let renewed = try await login.session(replacing: access)
      return await put(record(of: news), at: key, as: renewed).delivery
    } catch {
      return .notDelivered(reason: error.reason, retryAfter: error.retryAfter)
    }
  }

  private func record(of news: ReleaseNews) -> JSON {
    BlueskyPost.record(of: news, in: context.archive, by: template)
  }

  /// Ten bits of the digest keep apart what two archives release at the same moment.
  private func key(of news: ReleaseNews) -> TID? {
    let text = "\(context.archive.repository)\n\(news.name)"
    let digest = HashFunction.sha256.digest(Array(text.utf8))
    return TID(news.time, clock: (Int(digest[0]) << 8 | Int(digest[1])) % TID.clocks)
  }
}

// MARK: - One record

extension BlueskyChannel {
  private enum Answer {
    case final(DeliveryOutcome)
    /// The login has run out; nothing was done.
    case expired(DeliveryOutcome)

    var delivery: DeliveryOutcome {
      switch self {
      case .final(let outcome), .expired(let outcome): outcome
      }
    }
  }

  private func put(_ record: JSON, at key: TID, as access: BlueskyLogin.Access) async -> Answer {
    let body: JSON = [
      "repo": .string(access.did),
      "collection": .string(BlueskyPost.collection),
      "rkey": .string(key.description),
      "swapRecord": nil,
      "record": record,
    ]
    var request = HTTPRequest(
      .post, access.host.method("com.atproto.repo.putRecord"),
      headers: [
        HTTPHeader("Content-Type", "application/json"),
        HTTPHeader("Authorization", secret: Secret("Bearer \(access.token.reveal())")),
      ], body: JSONWriter.compact(body))
    request.isSentOnce = true
    do throws(HTTPError) {
      return read(try await context.http.send(request), key, access)
    } catch {
      return .final(DeliveryOutcome(error))
    }
  }

  private func read(
    _ response: HTTPResponse, _ key: TID, _ access: BlueskyLogin.Access
  ) -> Answer {
    let there = DeliveryOutcome.delivered(
      id: "at://\(access.did)/\(BlueskyPost.collection)/\(key)",
      url: "https://bsky.app/profile/\(access.did)/post/\(key)")
    if response.status == 200 {
      let isRead = response.object?["uri"]?.string != nil
      let origin = access.host.url.origin
      return .final(isRead ? there : DeliveryOutcome(unreadable: response, from: origin))
    }
    let secrets = [account.password, access.token, access.renewalToken]
    let refusal = DeliveryOutcome(
      refusal: response, by: access.host.url.origin,
      saying: response.blueskyError(hiding: secrets), wait: response.blueskyWait(at: context.now()))
    switch response.object?["error"]?.string {
    // Only we have this key: what stands there is this release's, in the words of another day.
    case "InvalidSwap": return .final(there)
    case "ExpiredToken", "InvalidToken": return .expired(refusal)
    default: return .final(refusal)
    }
  }
}
