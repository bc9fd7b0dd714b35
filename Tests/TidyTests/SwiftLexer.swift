/// Splits Swift into tokens and comments, well enough for the rules.
///
/// It knows nested comments, raw and multi-line strings, interpolation and names in backticks; it
/// does not know regular expression literals, which the package does not use.
struct SwiftLexer {
  private(set) var tokens: [Token] = []
  private(set) var comments: [Comment] = []
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    code(inParentheses: false)
  }

  /// Reads code up to the end, or up to the parenthesis that ends an interpolation.
  private mutating func code(inParentheses: Bool) {
    var depth = 0
    while index < bytes.count {
      if inParentheses, bytes[index] == UInt8(ascii: ")"), depth == 0 { return }
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      piece()
    }
  }

  private mutating func piece() {
    switch bytes[index] {
    case UInt8(ascii: "\n"):
      line += 1
      index += 1
    case UInt8(ascii: " "): index += 1
    case UInt8(ascii: "/") where starts("//"): lineComment()
    case UInt8(ascii: "/") where starts("/*"): blockComment()
    case UInt8(ascii: "`"): quotedName()
    case UInt8(ascii: "\""), UInt8(ascii: "#"): poundOrString()
    case let byte where Self.isWord(byte):
      let end = bytes[index...].firstIndex { !Self.isWord($0) } ?? bytes.count
      append(.word, index..<end)
    default: append(.sign, index..<index + 1)
    }
  }

  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, text: text(range), line: line, range: range))
    index = range.upperBound
  }
}

// Comments and names.
extension SwiftLexer {
  private mutating func lineComment() {
    let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let isDocumentation = starts("///")
    let slashes = bytes[index..<end].prefix { $0 == UInt8(ascii: "/") }.count
    let words = bytes[(index + slashes)..<end].drop { $0 == UInt8(ascii: " ") }
    comments.append(
      Comment(
        text: String(decoding: words, as: UTF8.self), line: line, isDocumentation: isDocumentation))
    index = end
  }

  private mutating func blockComment() {
    let start = (index, line)
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        index += 2
      } else if starts("*/") {
        depth -= 1
        index += 2
      } else {
        if bytes[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
      }
    } while depth > 0 && index < bytes.count
    comments.append(
      Comment(text: text(start.0..<index), line: start.1, isDocumentation: false))
  }

  private mutating func quotedName() {
    let rest = bytes[(index + 1)...]
    let end = rest.firstIndex { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\n") }
    append(.quotedName, index..<min(bytes.count, (end ?? bytes.count) + 1))
  }
}

// Strings.
extension SwiftLexer {
  /// How a string literal is fenced: `#"""` has one pound sign and three quotes.
  private struct Fence {
    let pounds: Int
    let quotes: Int
  }

  private mutating func poundOrString() {
    let pounds = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    let quotes = bytes[(index + pounds)...].prefix(3).prefix { $0 == UInt8(ascii: "\"") }.count
    if quotes == 0 {
      append(.sign, index..<index + 1)
    } else {
      string(Fence(pounds: pounds, quotes: quotes == 3 ? 3 : 1))
    }
  }

  private mutating func string(_ fence: Fence) {
    let (start, firstLine, position) = (index, line, tokens.count)
    let pounds = String(repeating: "#", count: fence.pounds)
    let end = String(repeating: "\"", count: fence.quotes) + pounds
    let escape = "\\" + pounds
    index += fence.pounds + fence.quotes
    while index < bytes.count, !starts(end) {
      if starts(escape + "(") {
        index += escape.utf8.count + 1
        code(inParentheses: true)
      } else if starts(escape) {
        index += escape.utf8.count
      }
      stepInString()
    }
    index = min(bytes.count, index + end.utf8.count)
    let token = Token(
      kind: .string, text: text(start..<index), line: firstLine, range: start..<index)
    tokens.insert(token, at: position)
  }

  private mutating func stepInString() {
    guard index < bytes.count else { return }
    if bytes[index] == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }
}

extension SwiftLexer {
  private func starts(_ text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}
