import HTTP
import Model
package import News

/// A POST to an address that is a secret: generic JSON, signed, or the form of a chat service.
///
/// Nobody can be asked whether a message has arrived, so each is sent at most once.
package struct WebhookChannel: Channel {
  package let promise = ChannelKind.webhook.promise

  private let context: ChannelContext
  private let dialect: WebhookDialect
  private let address: WebhookAddress
  private let variable: String
  private let signature: WebhookSignature?
  private let redaction: Redaction

  /// A channel to an address that a variable holds; only the generic form is signed, where there
  /// is a secret.
  package init(
    _ context: ChannelContext, _ dialect: WebhookDialect, address: WebhookAddress,
    from variable: String, signature: WebhookSignature?
  ) {
    self.context = context
    self.dialect = dialect
    self.variable = variable
    self.address = address.adding(query: dialect.query)
    self.signature = signature
    redaction = Redaction(address.url, and: signature.map { [$0.secret] } ?? [])
  }

  package func drafts(of news: ReleaseNews) -> [Draft] {
    let body = dialect.body(news, context.archive)
    return [
      Draft(target: "POST $\(variable)", body: String(decoding: body, as: UTF8.self))
    ]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    let request = request(for: news)
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await context.http.send(request)
    } catch {
      return DeliveryOutcome(error)
    }
    guard (200..<300).contains(response.status) else {
      return DeliveryOutcome(
        refusal: response, by: address.url.origin, saying: redaction.line(response.body),
        wait: dialect.wait(response))
    }
    return dialect.isAccepted(response)
      ? .delivered(id: nil, url: nil)
      : DeliveryOutcome(unreadable: response, from: address.url.origin)
  }

  private func request(for news: ReleaseNews) -> HTTPRequest {
    let body = dialect.body(news, context.archive)
    var request = HTTPRequest(
      .post, address.url, headers: [HTTPHeader("Content-Type", "application/json")], body: body)
    if let signature {
      let id = DeliveryID.of(news.name, in: context.archive, by: context.name)
      request.headers += signature.headers(of: body, id: "msg_\(id)", at: context.now())
    }
    request.isConfidential = true
    request.isSentOnce = true
    return request
  }
}
