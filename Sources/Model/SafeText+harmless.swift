extension SafeText {
  /// Whether a line is seen at one glance to need no escaping, as nearly all are: actions, names,
  /// sentences.
  ///
  /// It never says so of one that needs it; of some that need none it says no.
  static func isHarmless(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    guard bytes.count <= lengthMax else { return false }
    // Where a colon that follows makes no trailer: a service's prefix, `arn`, the digits of a time.
    var isPrefix = true
    // Whether no colon makes a trailer any more: one has passed, or what cannot be its key.
    var isValue = false
    for index in bytes.indices {
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): continue
      case UInt8(ascii: ":"):
        let isTight = next.map { $0 != UInt8(ascii: " ") } ?? false
        guard isValue || isPrefix && index > 0 && isTight else { return false }
        isValue = true
      case UInt8(ascii: "+"), UInt8(ascii: "~"): isValue = true
      case UInt8(ascii: "/"):
        if let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { return false }
      case UInt8(ascii: "-") where index == 0:
        // A dash before an action; three would be a rule.
        guard bytes.count > 2, next == UInt8(ascii: " "), isLetter(bytes[2]) else { return false }
        isValue = true
      case UInt8(ascii: "-"):
        guard bytes[index - 1] | 0x20 != UInt8(ascii: "h") else { return false }
      case UInt8(ascii: " "): guard index > 0 else { return false }
      case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "["): return false
      case 0x21...0x7E: break
      default: return false
      }
      isPrefix = false
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
