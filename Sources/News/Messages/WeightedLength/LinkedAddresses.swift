/// The addresses in a text of which X makes links, as twitter-text finds them.
///
/// One without a scheme is found too, where its server's name is of Latin script and ends in a
/// top-level domain: `README.md` is one.
struct LinkedAddresses {
  /// A longer address is left alone.
  static let lengthMax = 4_096
  /// The longest part of a server's name between dots, in the form of DNS.
  private static let labelMax = 63
  /// The longest name behind `t.co/`.
  private static let shortNameMax = 40
  static let scheme = "https://"

  let text: [Unicode.Scalar]
  /// For each place, where the label ends that may begin there; found once, so that a long word is
  /// not looked through anew from each of its letters.
  let labelEnds: [Int]

  init(in text: [Unicode.Scalar]) {
    self.text = text
    var ends = Array(text.indices)
    for place in text.indices.reversed() where text[place].isInLabel {
      let next = place + 1
      ends[place] = next < text.count ? ends[next] : next
    }
    labelEnds = ends
  }

  /// Where each begins and ends, in order.
  var all: [Range<Int>] {
    var links: [Range<Int>] = []
    var place = 0
    while place < text.count {
      guard let address = address(behind: place) else {
        place += 1
        continue
      }
      links += self.links(of: address)
      place = address.end
    }
    return links
  }

  /// The one behind a place, or at it where that is the very first.
  private func address(behind place: Int) -> Address? {
    let next = text[place].mayPrecedeAddress ? address(at: place + 1) : nil
    return next ?? (place == 0 ? address(at: 0) : nil)
  }

  /// Those that an address becomes: without a scheme, its parts in Latin script.
  private func links(of address: Address) -> [Range<Int>] {
    guard isValid(address) else { return [] }
    if address.hasScheme { return shortened(address).map { [$0] } ?? [] }
    let isPartOfWord = address.start > 0 && "-_./".unicodeScalars.contains(text[address.start - 1])
    var links = isPartOfWord ? [] : latinServers(in: address.server)
    if let last = links.popLast() {
      let tail = address.path.isEmpty ? 0 : address.end - address.server.upperBound
      links.append(last.lowerBound..<last.upperBound + tail)
    }
    return links
  }

  private func isValid(_ address: Address) -> Bool {
    let labels = text[address.server].split(separator: ".")
    // A name in the form of DNS holds no other script.
    let isEncoded = has("xn--", at: address.server.lowerBound)
    guard !isEncoded || !latinServers(in: address.server).isEmpty,
      labels.allSatisfy({ $0.count <= Self.labelMax && Self.length($0) <= Self.labelMax })
    else { return false }
    let length = text[address.start..<address.end].reduce(0) { $0 + UTF16.width($1) }
    let schemeLength = address.server.lowerBound - address.start
    return length + (address.hasScheme ? schemeLength : Self.scheme.count) <= Self.lengthMax
  }

  /// How long a label is in the form of DNS, which has other scripts' dots as its own.
  private static func length(_ label: ArraySlice<Unicode.Scalar>) -> Int {
    let parts = label.split(omittingEmptySubsequences: false) { "。．｡".unicodeScalars.contains($0) }
    return parts.reduce(parts.count - 1) { $0 + Punycode.form(of: Array($1)).count }
  }

  /// A link of X's own ends behind its name.
  private func shortened(_ address: Address) -> Range<Int>? {
    let name = text[address.path].dropFirst().prefix(while: \.isAlphanumeric)
    guard has("t.co/", at: address.server.lowerBound), !name.isEmpty else {
      return address.start..<address.end
    }
    guard name.count <= Self.shortNameMax else { return nil }
    return address.start..<queryEnd(from: name.endIndex)
  }

  /// The parts of a server's name that are links without a scheme.
  private func latinServers(in server: Range<Int>) -> [Range<Int>] {
    var servers: [Range<Int>] = []
    var start = server.lowerBound
    while start < server.upperBound {
      let end = latinEnd(in: text[start..<server.upperBound])
      if let end { servers.append(start..<end) }
      start = end ?? start + 1
    }
    return servers
  }
}
