/// The trailers of a commit message that the bot wrote.
package struct CommitTrailers {
  private let values: [String: String]

  /// Reads the last paragraph; where one line of it is no trailer, none is.
  package init(of message: String) {
    let paragraphs = message.split(separator: "\n\n")
    guard paragraphs.count > 1, let block = paragraphs.last else {
      values = [:]
      return
    }
    var values: [String: String] = [:]
    for line in block.split(separator: "\n") {
      guard let colon = line.firstRange(of: ": ") else {
        self.values = [:]
        return
      }
      values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
    }
    self.values = values
  }

  /// The value of a trailer; of a key that stands twice the last.
  package subscript(key: String) -> String? { values[key] }

  /// Whether the bot wrote this commit: a policy change, a release or a revalidation.
  package var areOurs: Bool {
    values["Policy-Change"] != nil || values["Release"] != nil || values["Rules"] != nil
      || (values["Source"] != nil && values["Changes"] != nil)
  }
}
