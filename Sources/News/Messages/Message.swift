import Model

/// A text for people, and the places in it that lead somewhere.
struct Message: Sendable, Equatable {
  /// Words that lead somewhere, by their bytes in UTF-8.
  struct Link: Sendable, Equatable {
    var bytes: Range<Int>
    let url: String
  }

  private(set) var text = ""
  private(set) var links: [Link] = []

  var isEmpty: Bool { text.isEmpty }

  init(_ text: String = "", leadingTo url: String? = nil) {
    self.text = text
    if let url { links = [Link(bytes: 0..<text.utf8.count, url: url)] }
  }

  mutating func append(_ other: Message) {
    let start = text.utf8.count
    text += other.text
    links += other.links.map { link in
      Link(bytes: link.bytes.lowerBound + start..<link.bytes.upperBound + start, url: link.url)
    }
  }

  static func + (left: Message, right: Message) -> Message {
    var sum = left
    sum.append(right)
    return sum
  }
}

extension [Message] {
  func joined(by separator: String) -> Message {
    var sum = Message()
    for (index, message) in enumerated() {
      if index > 0 { sum.append(Message(separator)) }
      sum.append(message)
    }
    return sum
  }
}

/// How the texts of a service look.
struct Markup: Sendable {
  /// Makes a text safe that is to stand for itself.
  var escape: @Sendable (String) -> String = { $0 }
  /// Writes words that lead to an address, of which the first are escaped already.
  var link: @Sendable (_ words: String, _ url: String) -> String = { words, _ in words }
  /// How an address itself is shown.
  var address: @Sendable (String) -> String = { $0 }
  /// What a line of a list begins with.
  var bullet = ""

  /// Words of ours or of AWS's that lead somewhere.
  func message(_ text: String, leadingTo url: String? = nil) -> Message {
    // What people are told never begins a line that a machine reads, so it is made safe behind a
    // mark, which keeps `Name: added` as it is.
    let words = escape(String(SafeText.line("`" + text).dropFirst()))
    return Message(url.map { link(words, $0) } ?? words, leadingTo: url)
  }
}
