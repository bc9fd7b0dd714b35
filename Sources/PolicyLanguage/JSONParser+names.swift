extension JSONParser {
  /// Objects with more members than this have their names checked through a set.
  private static let pairwiseMembersMax = 8
  /// A longer name is not repeated in a message.
  private static let quotedBytesMax = 64

  /// Checks that an object, read to its end, has no member twice.
  func checkNames(ofObjectAt object: Int) throws(JSONSyntaxError) {
    guard entries[object].count > 1 else { return }
    let duplicate =
      entries[object].count > Self.pairwiseMembersMax
      ? duplicateBySet(object) : duplicateByPairs(object)
    guard let (first, second) = duplicate else { return }
    let line = JSONPosition(at: Int(entries[first].start), in: text).line
    throw error(
      .duplicateMember, "\(quoted(second)) occurs twice, first on line \(line)",
      at: Int(entries[second].start))
  }

  /// Most objects of a policy are small: comparing each pair costs no memory.
  private func duplicateByPairs(_ object: Int) -> (first: Int, second: Int)? {
    let end = Int(entries[object].next)
    var second = object + 1
    while second < end {
      var first = object + 1
      while first < second {
        if isSameName(first, second) { return (first, second) }
        first = Int(entries[first + 1].next)
      }
      second = Int(entries[second + 1].next)
    }
    return nil
  }

  private func isSameName(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (entries[left], entries[right])
    guard !left.hasEscapes, !right.hasEscapes else {
      return JSONString(left, in: text) == JSONString(right, in: text)
    }
    return left.end - left.start == right.end - right.start
      && text[left.inside] == text[right.inside]
  }

  private func duplicateBySet(_ object: Int) -> (first: Int, second: Int)? {
    let end = Int(entries[object].next)
    var seen: [JSONString: Int] = [:]
    seen.reserveCapacity(entries[object].count)
    var name = object + 1
    while name < end {
      if let first = seen.updateValue(name, forKey: JSONString(entries[name], in: text)) {
        return (first, name)
      }
      name = Int(entries[name + 1].next)
    }
    return nil
  }

  /// The member's name for a message, where it is plain and short enough for one.
  private func quoted(_ name: Int) -> String {
    let bytes = JSONString(entries[name], in: text).bytes
    let isPlain = bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "`") }
    guard isPlain, bytes.count <= Self.quotedBytesMax else { return "member" }
    return "member `\(String(decoding: bytes, as: UTF8.self))`"
  }
}
