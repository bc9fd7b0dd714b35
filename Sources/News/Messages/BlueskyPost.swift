import Model
package import PolicyLanguage

/// The post on Bluesky: a record of the kind `app.bsky.feed.post`.
package enum BlueskyPost {
  /// The record's kind, which is also its collection.
  package static let collection = "app.bsky.feed.post"
  /// The longest text, by its lexicon.
  package static let graphemesMax = 300
  /// The same in bytes.
  package static let bytesMax = 3_000
  /// How much of an address is shown.
  private static let addressMax = 40

  static let form = MessageForm(
    standard: MessageTemplate([[.field(.headline)], [], [.field(.policies)]]),
    markup: Markup(address: shortened),
    fits: { $0.count <= graphemesMax && $0.utf8.count <= bytesMax })

  /// The record for a release; the same news give the same record at any time.
  package static func record(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) -> JSON {
    let message = form.message(of: news, in: archive, by: template)
    return [
      "$type": .string(collection),
      "text": .string(message.text),
      "createdAt": .string(news.time.rfc3339.replacing("Z", with: ".000Z")),
      "langs": ["en"],
      "tags": ["AWS", "IAM"],
      "facets": .array(message.links.map(facet)),
      "embed": card(of: news, in: archive),
    ]
  }

  private static func facet(_ link: Message.Link) -> JSON {
    [
      "index": [
        "byteStart": .count(link.bytes.lowerBound), "byteEnd": .count(link.bytes.upperBound),
      ],
      "features": [["$type": "app.bsky.richtext.facet#link", "uri": .string(link.url)]],
    ]
  }

  private static func card(of news: ReleaseNews, in archive: ArchiveAddress) -> JSON {
    [
      "$type": "app.bsky.embed.external",
      "external": [
        "uri": .string(archive.release(news.name)),
        "title": .string("Release \(news.name)"),
        "description": .string("\(news.headline), in \(archive.repository)"),
      ],
    ]
  }

  /// An address as people read it: without `https://`, and not to its end.
  @Sendable private static func shortened(_ address: String) -> String {
    let shown = address.split(separator: "://").last.map(String.init) ?? address
    return shown.count <= addressMax ? shown : "\(shown.prefix(addressMax - 1))…"
  }
}
