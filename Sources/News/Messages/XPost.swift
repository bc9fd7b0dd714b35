import Model
import PolicyLanguage

/// The post on X.
///
/// It holds the release's name, so that no two are the same: X refuses a text that stands there
/// already, and by that proves it.
package enum XPost {
  /// The most that a post may weigh.
  package static let weightMax = 280
  /// A space of no width, which parts words that would be taken for an address.
  private static let part: Character = "\u{200B}"

  static let form = form(lastLine: [.text("Release "), .field(.release)])
  static let formWithLink = form(lastLine: [
    .text("Release "), .field(.release), .text(" "), .field(.link),
  ])

  private static func form(lastLine: [MessageTemplate.Piece]) -> MessageForm {
    MessageForm(
      standard: MessageTemplate([
        [.field(.headline)], [], [.field(.policies)], [], lastLine,
      ]),
      markup: Markup(escape: parted), fits: { WeightedLength.of($0) <= weightMax })
  }

  /// The body for a release; a post with a link costs thirteen times as much.
  package static func body(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?, hasLink: Bool
  ) -> [UInt8] {
    let form = hasLink ? formWithLink : form
    let text = form.message(of: news, in: archive, by: template).text
    return JSONWriter.compact(["text": .string(text)])
  }

  /// Throws where a template's text could be told from an earlier one only by chance, or would cost
  /// more than was asked for.
  static func check(_ template: MessageTemplate, hasLink: Bool) throws(TemplateError) {
    guard template.has(.release) else {
      throw TemplateError(
        "a template for X needs the field `{release}`",
        hint: "X proves a delivery by refusing the same text, so each must have its own")
    }
    guard hasLink || !template.has(.link) else {
      throw TemplateError(
        "the template has a link, which was not asked for",
        hint: "a post with a link costs thirteen times as much; set `link` to true if it may")
    }
    let form = hasLink ? formWithLink : form
    let longest = form.longest(template)
    guard hasLink || parted(longest) == longest && !longest.contains("://") else {
      throw TemplateError(
        "X would make a link of a word in the template",
        hint: "a post with a link costs thirteen times as much; set `link` to true if it may")
    }
    try form.check(template)
  }

  /// Parts what looks like a server's name: letters behind a dot.
  @Sendable private static func parted(_ text: String) -> String {
    let characters = Array(text)
    return characters.indices.reduce(into: "") { output, index in
      output.append(characters[index])
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let before = index > 0 ? characters[index - 1] : " "
      let isInName = characters[index] == "." && !before.isWhitespace && next.isLetter
      if isInName { output.append(part) }
    }
  }
}
