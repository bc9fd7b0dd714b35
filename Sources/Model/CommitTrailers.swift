/// The trailers of a commit message that the bot wrote.
package struct CommitTrailers: Sendable {
  private let lines: [(key: String, value: String)]

  /// Reads the last paragraph; where one line of it is no trailer, none is.
  package init(of message: String) {
    let paragraphs = message.split(separator: "\n\n")
    guard paragraphs.count > 1, let block = paragraphs.last else {
      lines = []
      return
    }
    var lines: [(key: String, value: String)] = []
    for line in block.split(separator: "\n") {
      guard let colon = line.firstRange(of: ": ") else {
        self.lines = []
        return
      }
      lines.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
    }
    self.lines = lines
  }

  /// The value of a trailer; of a key that stands twice the last.
  package subscript(key: String) -> String? { lines.last { $0.key == key }?.value }

  /// All values of a key, in their order.
  package func all(_ key: String) -> [String] {
    lines.filter { $0.key == key }.map(\.value)
  }

  /// Whether the message has trailers at all.
  package var isEmpty: Bool { lines.isEmpty }

  /// Whether the bot wrote this commit: a policy change, a release or a revalidation.
  package var areOurs: Bool {
    self["Policy-Change"] != nil || self["Release"] != nil || self["Rules"] != nil
      || (self["Source"] != nil && self["Changes"] != nil)
  }
}
