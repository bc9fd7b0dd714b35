package import Model
package import News

/// A channel with its name and with what it is to tell of.
package struct ConfiguredChannel: Sendable {
  /// How receipts call it; no two have the same.
  package let name: String
  package let promise: DeliveryPromise
  package let filter: NewsFilter
  /// Nil where it is switched off, because a secret of it is missing.
  package let channel: (any Channel)?

  /// Puts a channel together.
  package init(
    name: String, kind: ChannelKind, filter: NewsFilter, channel: (any Channel)?
  ) {
    self.name = name
    promise = kind.promise
    self.filter = filter
    self.channel = channel
  }

  /// Every message of a release as it would be sent.
  package func drafts(of news: ReleaseNews) -> [Draft] {
    guard let channel, let passing = news.filtered(by: filter) else { return [] }
    return channel.drafts(of: passing)
  }
}
