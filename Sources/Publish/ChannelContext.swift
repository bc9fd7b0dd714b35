package import HTTP
package import Model
package import News

/// What every channel is given besides its own address and secrets.
package struct ChannelContext: Sendable {
  /// How receipts call the channel.
  package var name: String
  /// Whose news it tells.
  package var archive: ArchiveAddress
  package var http: HTTPClient
  /// The time of day.
  package var now: @Sendable () -> Timestamp

  /// Puts together what a channel is given.
  package init(
    name: String, archive: ArchiveAddress, http: HTTPClient,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.name = name
    self.archive = archive
    self.http = http
    self.now = now
  }
}
