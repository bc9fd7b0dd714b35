/// Git's delta between two objects of which one is the other with changes in a few places.
///
/// The common beginning and end are copied. That is all of a folder, where a commit changes one
/// entry of 1,500; of a text, in which the version's number and date change too, lines that stand
/// in both between the ends are copied as well. All else is inserted.
enum Delta {
  private static let copyMax = 0xffff
  private static let insertMax = 0x7f

  /// The instructions that make `target` from `base`; nil where they would not save half of it.
  static func from(_ base: [UInt8], to target: [UInt8]) -> [UInt8]? {
    let prefix = CommonBytes.prefix(of: base, and: target)
    let suffix = CommonBytes.suffix(
      of: base, and: target, atMost: min(base.count, target.count) - prefix)
    var delta: [UInt8] = []
    appendLength(base.count, to: &delta)
    appendLength(target.count, to: &delta)
    appendCopy(0..<prefix, to: &delta)
    appendLines(
      of: target, in: prefix..<target.count - suffix,
      from: base, in: prefix..<base.count - suffix, to: &delta)
    appendCopy(base.count - suffix..<base.count, to: &delta)
    return 2 * delta.count < target.count ? delta : nil
  }

  /// Copies lines that the base has too, with all that is the same after them, and inserts others.
  private static func appendLines(
    of target: [UInt8], in wanted: Range<Int>,
    from base: [UInt8], in held: Range<Int>, to delta: inout [UInt8]
  ) {
    var done = wanted.lowerBound
    if min(wanted.count, held.count) >= KnownLines.lengthMin {
      let lines = KnownLines(of: base, in: held)
      var start = done
      while start < wanted.upperBound {
        let end = KnownLines.endOfLine(at: start, in: target, before: wanted.upperBound)
        if let match = lines.match(ofLine: start..<end, in: target) {
          appendInsert(target[done..<start], to: &delta)
          let copied = match.prefix(wanted.upperBound - start)
          appendCopy(copied, to: &delta)
          start += copied.count
          done = start
        } else {
          start = end
        }
      }
    }
    appendInsert(target[done..<wanted.upperBound], to: &delta)
  }

  /// Seven bits a byte, the lowest first.
  private static func appendLength(_ length: Int, to delta: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      delta.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    delta.append(UInt8(rest))
  }

  /// An instruction says in its own bits which bytes of offset and size follow.
  private static func appendCopy(_ range: Range<Int>, to delta: inout [UInt8]) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: copyMax) {
      let size = min(copyMax, range.upperBound - start)
      let instruction = delta.count
      delta.append(0x80)
      for (bit, byte) in [start, start >> 8, start >> 16, start >> 24, size, size >> 8].enumerated()
      where byte & 0xff != 0 {
        delta[instruction] |= 1 << bit
        delta.append(UInt8(byte & 0xff))
      }
    }
  }

  private static func appendInsert(_ bytes: ArraySlice<UInt8>, to delta: inout [UInt8]) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(insertMax)
      delta.append(UInt8(piece.count))
      delta += piece
      rest = rest.dropFirst(insertMax)
    }
  }
}
