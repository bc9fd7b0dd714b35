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

/// How much a text weighs on X: version 3 of twitter-text's configuration.
enum WeightedLength {
  private static let addressWeight = 23
  private static let emojiWeight = 2
  /// Most of the world's alphabets, and the marks between words.
  private static let light: [ClosedRange<UInt32>] = [
    0...4_351, 8_192...8_205, 8_208...8_223, 8_242...8_247,
  ]

  /// The weight of a text; one that is not normalised to NFC weighs no less than X finds.
  static func of(_ text: String) -> Int {
    var weight = 0
    var rest = text[...]
    while let start = rest.firstAddress {
      let word = rest[start...].prefix { !$0.isWhitespace }
      let address = word.plainAddress
      weight += sum(rest[..<start])
      // What is no plain address weighs at least as much as X can make of it.
      weight += addressWeight + (address.isEmpty ? sum(word) : 0)
      rest = rest[(address.isEmpty ? word : address).endIndex...]
    }
    return weight + sum(rest)
  }

  private static func sum(_ text: Substring) -> Int {
    text.reduce(0) { $0 + ($1.isEmoji ? emojiWeight : weight(of: $1)) }
  }

  private static func weight(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { sum, scalar in
      sum + (light.contains { $0.contains(scalar.value) } ? 1 : 2)
    }
  }
}

extension Substring {
  /// The longest part of a server's name between dots.
  private static let labelMax = 63

  /// Where an address with its scheme begins.
  fileprivate var firstAddress: Index? {
    ["https://", "http://"].compactMap { firstRange(of: $0)?.lowerBound }.min()
  }

  /// The address at the beginning, without the marks behind it; empty where its server's name is
  /// not one of letters and digits that can be.
  fileprivate var plainAddress: Substring {
    let allowed = prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-._~/:?=&%#+".contains($0))
    }
    guard let end = allowed.lastIndex(where: { $0.isLetter || $0.isNumber || $0 == "/" }) else {
      return prefix(0)
    }
    let address = self[...end]
    let server = address.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != ":" }
    let labels = server.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { (1...Self.labelMax).contains($0.count) }
      ? address : prefix(0)
  }
}

extension Character {
  /// Whether the scalars of it are drawn as one picture.
  fileprivate var isEmoji: Bool {
    guard let first = unicodeScalars.first else { return false }
    let isSequence = unicodeScalars.dropFirst().contains { scalar in
      [0x200D, 0x20E3, 0xFE0F].contains(scalar.value) || scalar.properties.isEmojiModifier
    }
    let isFlag = (0x1F1E6...0x1F1FF).contains(first.value) && unicodeScalars.count == 2
    return isFlag || first.properties.isEmojiPresentation || isSequence && first.properties.isEmoji
  }
}
