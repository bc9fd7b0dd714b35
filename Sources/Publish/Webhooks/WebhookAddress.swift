import HTTP
package import Model

/// The address of a webhook: who knows it can post, so it is a secret and prints as its origin.
package struct WebhookAddress: Sendable, CustomReflectable, CustomStringConvertible {
  let url: RequestURL

  /// Gives nil for what is no address, and for one that is read on the way: only https keeps it, or
  /// http to this machine.
  package init?(_ address: Secret) {
    guard let url = RequestURL(address.reveal()), url.origin.keepsSecrets, url.userInfo == nil
    else { return nil }
    self.url = url
  }

  private init(_ url: RequestURL) {
    self.url = url
  }

  func adding(query: [(String, String)]) -> WebhookAddress {
    WebhookAddress(url.adding(query: query))
  }

  package var description: String { "\(url.origin)/…" }
  package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
