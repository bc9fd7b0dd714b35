extension JSONPosition {
  /// The places of many offsets, in the order of the offsets, found in one walk over the text.
  package static func all(at offsets: [Int], in text: [UInt8]) -> [JSONPosition] {
    var places = [JSONPosition](repeating: JSONPosition(at: 0, in: []), count: offsets.count)
    var walk = JSONPosition(at: 0, in: [])
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      walk = walk.advanced(to: offsets[index], in: text)
      places[index] = walk
    }
    return places
  }

  /// The place of a later offset, or the text's end where that is nearer.
  private func advanced(to target: Int, in text: [UInt8]) -> JSONPosition {
    let bytes = text.span
    var (offset, line, column) = (offset, line, column)
    while offset < min(target, bytes.count) {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return JSONPosition(offset: offset, line: line, column: column)
  }
}
