import PolicyLanguage

/// The message for Slack's incoming webhooks.
package enum SlackMessage {
  /// The longest text that Slack shows whole, in characters.
  static let charactersMax = 3_000

  static let form = MessageForm(
    standard: MessageTemplate([
      [.text("*"), .field(.headline), .text("* ("), .field(.release), .text(")")], [],
      [.field(.policies)],
    ]),
    markup: Markup(
      escape: escape, link: { "<\($1)|\($0)>" }, address: { "<\($0)>" }, bullet: "• "),
    fits: { $0.unicodeScalars.count <= charactersMax })

  /// The body for a release.
  package static func body(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) -> [UInt8] {
    let text = form.message(of: news, in: archive, by: template).text
    return JSONWriter.compact(["text": .string(text), "unfurl_links": false])
  }

  /// Slack gives three characters a meaning of their own, and has entities for them alone.
  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
