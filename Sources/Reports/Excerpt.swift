import Model

/// The part of a line that shows a place, safe to print.
package struct Excerpt: Sendable, Equatable {
  /// How much is shown before, at and behind the place, in bytes.
  private static let beforeMax = 48
  private static let markedMax = 96
  private static let behindMax = 60

  /// The line up to the place, without its indentation.
  package let before: String
  /// What stands at the place, up to the end of the line.
  package let marked: String
  /// The rest of the line.
  package let behind: String

  init(of span: Range<Int>, in text: [UInt8]) {
    let start = min(span.lowerBound, text.count)
    let head = text[..<start].suffix(Self.beforeMax)
    let lineHead = head.lastIndex(where: Self.isLineEnd).map { head[($0 + 1)...] } ?? head
    let isCutInFront = lineHead.startIndex == head.startIndex && head.startIndex > 0
    before =
      (isCutInFront ? "…" : "") + Self.safe(lineHead.drop { $0 == 0x20 || $0 == 0x09 })

    let place = text[start..<max(start, min(span.upperBound, text.count))]
    let line = place.prefix { !Self.isLineEnd($0) }
    let shown = line.prefix(Self.markedMax)
    marked = Self.safe(shown) + (shown.count < line.count ? "…" : "")

    let tail = line.count == place.count ? text[place.endIndex...].prefix(Self.behindMax) : []
    let lineTail = tail.prefix { !Self.isLineEnd($0) }
    let isCutBehind = lineTail.count == Self.behindMax && lineTail.endIndex < text.endIndex
    behind = Self.safe(lineTail) + (isCutBehind ? "…" : "")
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// A character that the cut went through is left out.
  private static func safe(_ bytes: ArraySlice<UInt8>) -> String {
    let whole = bytes.drop { $0 & 0xC0 == 0x80 }
    let text = String(decoding: whole, as: UTF8.self)
    return SafeText.line(text.last == "\u{FFFD}" ? String(text.dropLast()) : text)
  }
}
