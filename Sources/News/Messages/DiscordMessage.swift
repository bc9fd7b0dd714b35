import Model
import PolicyLanguage

/// The message for Discord's webhooks.
package enum DiscordMessage {
  /// The longest description of an embed, in characters; we count UTF-16, which is never less.
  static let descriptionMax = 4_096

  static let form = MessageForm(
    standard: MessageTemplate([
      [.text("**"), .field(.headline), .text("**")], [], [.field(.policies)],
    ]),
    markup: Markup(escape: MarkdownText.escape, link: { "[\($0)](\($1))" }, bullet: "• "),
    fits: { $0.utf16.count <= descriptionMax })

  /// The body for a release; it mentions nobody, whatever a text says.
  package static func body(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) -> [UInt8] {
    let text = form.message(of: news, in: archive, by: template).text
    return JSONWriter.compact([
      "embeds": [
        [
          "title": .string("Release \(news.name)"),
          "url": .string(archive.release(news.name)),
          "description": .string(text),
          "timestamp": .string(news.time.rfc3339),
        ]
      ],
      "allowed_mentions": ["parse": []],
    ])
  }
}

/// The Markdown of chat services, in which a backslash takes any mark its meaning.
enum MarkdownText {
  private static let marks = Set(#"\`*_{}[]()<>#+-!|~"#)

  static func escape(_ text: String) -> String {
    text.reduce(into: "") { output, character in
      if marks.contains(character) { output.append("\\") }
      output.append(character)
    }
  }
}
