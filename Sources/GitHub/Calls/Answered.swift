import Model
import PolicyLanguage

/// An object in an answer, with what was asked, for members that every such answer has.
struct Answered {
  let json: JSONNode
  let operation: String

  init(_ json: JSONNode, _ operation: String) {
    self.json = json
    self.operation = operation
  }

  func text(_ name: String) throws(GitHubError) -> String {
    guard let text = json[name]?.string, !text.isEmpty else { throw missing(name) }
    return text
  }

  func number(_ name: String) throws(GitHubError) -> Int {
    guard let number = json[name]?.numberText.flatMap({ Int($0) }) else { throw missing(name) }
    return number
  }

  func time(_ name: String) throws(GitHubError) -> Timestamp {
    guard let time = json[name]?.string.flatMap({ Timestamp(rfc3339: $0) }) else {
      throw missing(name)
    }
    return time
  }

  private func missing(_ name: String) -> GitHubError {
    GitHubError(.unreadable, operation, message: "the answer has no `\(name)`")
  }
}
