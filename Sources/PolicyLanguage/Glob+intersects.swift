extension Glob {
  /// Whether there is a text that both patterns match.
  ///
  /// Takes time in proportion to the product of both lengths, and memory to the other's.
  package func intersects(_ other: Glob) -> Bool {
    let (rows, columns) = (bytes.span, other.bytes.span)
    let star = UInt8(ascii: "*")
    // Which places in `other` can be reached together with one place in `self`.
    var reached = Array(repeating: false, count: columns.count + 1)
    reached[0] = true
    for row in 0...rows.count {
      let byte = row < rows.count ? rows[row] : nil
      var next = Array(repeating: false, count: columns.count + 1)
      for column in 0...columns.count where reached[column] {
        let otherByte = column < columns.count ? columns[column] : nil
        if otherByte == star || byte == star && otherByte != nil { reached[column + 1] = true }
        if byte == star || otherByte == star && byte != nil { next[column] = true }
        if let byte, let otherByte, Self.mayEqual(byte, otherByte) { next[column + 1] = true }
      }
      if row < rows.count { reached = next }
    }
    return reached[columns.count]
  }

  private static func mayEqual(_ left: UInt8, _ right: UInt8) -> Bool {
    left == right || left == UInt8(ascii: "?") || right == UInt8(ascii: "?")
  }
}
