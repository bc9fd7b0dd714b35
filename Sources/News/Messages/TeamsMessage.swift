import PolicyLanguage

/// The message for a Teams workflow that waits for webhooks: an Adaptive Card.
package enum TeamsMessage {
  /// The longest message that Teams takes, in bytes.
  static let bytesMax = 28 << 10
  /// How much of it is kept for the title and the address below the text, in bytes.
  private static let linkBytesMax = 1 << 10

  static let form = MessageForm(
    standard: MessageTemplate([
      [.text("**"), .field(.headline), .text("**")], [], [.field(.policies)],
    ]),
    markup: Markup(escape: MarkdownText.escape, link: { "[\($0)](\($1))" }, bullet: "- "),
    fits: { message($0, "", leadingTo: "").count <= bytesMax - linkBytesMax })

  /// The body for a release.
  package static func body(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) -> [UInt8] {
    let text = form.message(of: news, in: archive, by: template).text
    return message(text, "Release \(news.name)", leadingTo: archive.release(news.name))
  }

  /// A line break of a card is a block of its own.
  @Sendable private static func message(
    _ text: String, _ title: String, leadingTo link: String
  ) -> [UInt8] {
    let card: JSON = [
      "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
      "type": "AdaptiveCard",
      "version": "1.4",
      "body": .array(
        text.split(separator: "\n").map { line in
          ["type": "TextBlock", "text": .string(String(line)), "wrap": true]
        }),
      "actions": [["type": "Action.OpenUrl", "title": .string(title), "url": .string(link)]],
    ]
    return JSONWriter.compact([
      "type": "message",
      "attachments": [
        ["contentType": "application/vnd.microsoft.card.adaptive", "content": card]
      ],
    ])
  }
}
