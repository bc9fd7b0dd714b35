/// Reads a text once, from front to back, into tape entries.
///
/// It does not recurse: open containers wait in an array, so that no nesting can exhaust the stack.
struct JSONParser {
  /// A container whose end was not seen yet.
  private struct Container {
    let index: Int
    let isObject: Bool
    var count = 0
  }

  let text: [UInt8]
  let limits: JSONLimits
  var position = 0
  var entries: [JSONTape.Entry] = []
  private var open: [Container] = []

  init(_ text: [UInt8], _ limits: JSONLimits) {
    self.text = text
    self.limits = limits
  }

  mutating func parse() throws(JSONSyntaxError) {
    try checkText()
    entries.reserveCapacity(text.count / 24)
    try parseValue()
    while let container = open.last {
      try parseAfterElement(of: container)
    }
    skipSpace()
    guard position == text.count else {
      throw error("expected the end of the text but found \(found)")
    }
  }

  /// Checks what can be said of the text as a whole.
  private func checkText() throws(JSONSyntaxError) {
    let bytesMax = min(limits.bytesMax, JSONLimits.bytesCeiling)
    guard text.count <= bytesMax else {
      throw error(.tooLarge, "text of \(text.count) bytes, more than \(bytesMax)", at: bytesMax)
    }
    guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw error("text begins with a byte order mark")
    }
    do {
      _ = try UTF8Span(validating: text.span)
    } catch let invalid {
      let offset = invalid.byteOffsets.lowerBound
      throw error(.notUTF8, "text is not UTF-8", at: offset)
    }
  }

  /// Reads a value; of a container that is not empty, the front, its first value included.
  private mutating func parseValue() throws(JSONSyntaxError) {
    while true {
      skipSpace()
      switch peek {
      case UInt8(ascii: "{"):
        try openContainer(.object)
        guard try !closeIfEmpty(UInt8(ascii: "}")) else { return }
        try parseName()
      case UInt8(ascii: "["):
        try openContainer(.array)
        guard try !closeIfEmpty(UInt8(ascii: "]")) else { return }
        countChild()
      default:
        return try parseScalar()
      }
    }
  }

  private mutating func parseAfterElement(of container: Container) throws(JSONSyntaxError) {
    skipSpace()
    switch peek {
    case UInt8(ascii: ","):
      position += 1
      if container.isObject {
        skipSpace()
        try parseName()
      } else {
        countChild()
      }
      try parseValue()
    case UInt8(ascii: "}") where container.isObject, UInt8(ascii: "]") where !container.isObject:
      try closeContainer()
    default:
      throw error("expected `,` or `\(container.isObject ? "}" : "]")` but found \(found)")
    }
  }

  private mutating func openContainer(_ kind: JSONNode.Kind) throws(JSONSyntaxError) {
    let depthMax = min(limits.depthMax, JSONLimits.depthCeiling)
    guard open.count < depthMax else {
      throw error(.tooDeep, "nesting deeper than \(depthMax)", at: position)
    }
    open.append(Container(index: entries.count, isObject: kind == .object))
    entries.append(JSONTape.Entry(kind, start: position, end: position, next: entries.count + 1))
    position += 1
  }

  private mutating func closeIfEmpty(_ bracket: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard peek == bracket else { return false }
    try closeContainer()
    return true
  }

  private mutating func closeContainer() throws(JSONSyntaxError) {
    position += 1
    guard let container = open.popLast() else { return }
    entries[container.index].end = UInt32(truncatingIfNeeded: position)
    entries[container.index].next = UInt32(truncatingIfNeeded: entries.count)
    entries[container.index].count = container.count
    guard container.isObject else { return }
    try checkNames(ofObjectAt: container.index)
  }

  private mutating func countChild() {
    open[open.count - 1].count += 1
  }

  private mutating func parseName() throws(JSONSyntaxError) {
    guard peek == UInt8(ascii: "\"") else {
      throw error("expected a member name in quotes but found \(found)")
    }
    try parseString()
    countChild()
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw error("expected `:` but found \(found)") }
    position += 1
  }

  private mutating func parseScalar() throws(JSONSyntaxError) {
    switch peek {
    case UInt8(ascii: "\""): try parseString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
    case UInt8(ascii: "t"): try parseWord("true", .bool)
    case UInt8(ascii: "f"): try parseWord("false", .bool)
    case UInt8(ascii: "n"): try parseWord("null", .null)
    default: throw error("expected a value but found \(found)")
    }
  }

  private mutating func parseWord(
    _ word: StaticString, _ kind: JSONNode.Kind
  ) throws(JSONSyntaxError) {
    let start = position
    let spelling = String(describing: word)
    guard text[position...].starts(with: spelling.utf8) else {
      throw error("expected `\(spelling)`")
    }
    position += spelling.utf8.count
    append(kind, from: start)
  }
}

extension JSONParser {
  /// The next byte; NUL at the end of the text, which like a NUL in the text nothing accepts.
  var peek: UInt8 {
    position < text.count ? text[position] : 0
  }

  mutating func skipSpace() {
    position = endOfSpace()
  }

  private func endOfSpace() -> Int {
    let bytes = text.span
    var index = position
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return index
      }
    }
    return index
  }

  /// Adds a value without children, which ends at the current position.
  mutating func append(_ kind: JSONNode.Kind, from start: Int, hasEscapes: Bool = false) {
    entries.append(
      JSONTape.Entry(
        kind, start: start, end: position, next: entries.count + 1, hasEscapes: hasEscapes))
  }

  /// What stands at the current position, for a message: printable or by its number.
  var found: String {
    let rest = text[position...]
    guard let first = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first
    else { return "the end of the text" }
    let isPlain = (0x21...0x7E).contains(first.value) && first != "`"
    return isPlain ? "`\(first)`" : "U+\(JSONParser.hexadecimal(first.value))"
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  func error(_ reason: String) -> JSONSyntaxError {
    error(.malformed, reason, at: position)
  }

  func error(
    _ kind: JSONSyntaxError.Kind, _ reason: String, at offset: Int
  ) -> JSONSyntaxError {
    JSONSyntaxError(kind, reason, at: offset, in: text)
  }
}
