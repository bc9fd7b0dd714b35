/// Finds the services in the text of a reference, by jumping from one to the next.
struct ServiceReferenceReader {
  private typealias Form = ServiceReferenceForm

  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// Reads the first line, and gives the day of the data.
  mutating func readTitle() throws(ServiceReferenceError) -> String {
    guard let line = nextLine() else { throw ServiceReferenceError(.otherText) }
    guard let fields = LineFields(line, most: 2) else { throw ServiceReferenceError(.otherText) }
    let words = fields.text(0).split(separator: " ")
    guard words.count == 2, words[0] == Form.title else { throw ServiceReferenceError(.otherText) }
    guard words[1] == Form.version else {
      throw ServiceReferenceError(.otherVersion(String(words[1])))
    }
    return fields.text(1)
  }

  /// Reads the line of the next service and jumps over what follows; nil at the end.
  mutating func readService() throws(ServiceReferenceError) -> Service? {
    guard position < text.count else { return nil }
    let start = position
    guard let line = nextLine(), let fields = LineFields(line, most: 4),
      fields.sign == Form.service, let count = Int(fields.text(2)),
      (0...text.count - position).contains(count)
    else { throw ServiceReferenceError(.broken("no service begins at byte \(start)")) }
    let block = ServiceBlock(text: text, range: position..<position + count)
    position += count
    return Service(
      prefix: fields.text(1), name: fields.text(3), lastSeen: fields.lastSeen, block: block)
  }

  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let end = text[position...].firstIndex(of: Form.lineFeed) else { return nil }
    defer { position = end + 1 }
    return text[position..<end]
  }
}
