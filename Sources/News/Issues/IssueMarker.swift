import Model
import PolicyLanguage

/// What an issue or a comment of ours says of itself to the bot, where people do not see it.
///
/// It tells that a release was told of, and what a later version must change to resolve the issue.
package struct IssueMarker: Sendable, Equatable {
  /// More actions than this are not kept, and then people close the issue.
  private static let actionsMax = 200
  private static let start = "<!-- mamip-bot "
  private static let end = " -->"

  /// The channel that wrote it.
  package let channel: String
  package let release: String
  /// The policy; nil in an issue that collects what is too much for one issue each.
  package let policy: String?
  /// What was found, in the words of the commit.
  var findings: [String] = []
  /// The actions that each known way to more permissions takes.
  var escalations: [[String]] = []
  /// The actions that were taken away.
  var removed: [String] = []

  init(channel: String, release: ReleaseName, policy: PolicyNews?) {
    self.channel = channel
    self.release = release.text
    self.policy = policy?.name.text
    guard let policy else { return }
    findings = policy.findingWords
    escalations = policy.escalations.map(\.actions)
    let removed = policy.actions(behind: "-")
    self.removed = removed.count > Self.actionsMax ? [] : removed.sorted()
  }

  /// A comment of HTML, which no text in it can end.
  package var text: String {
    let json: JSON = [
      "channel": .string(channel), "release": .string(release),
      "policy": policy.map { .string($0) } ?? .null, "findings": .texts(findings),
      "escalations": .array(escalations.map { .texts($0) }), "removed": .texts(removed),
    ]
    let line = String(decoding: JSONWriter.compact(json), as: UTF8.self)
    return Self.start + line.replacing(">", with: "\\u003e") + Self.end
  }

  /// Reads the marker of a text; nil where it has none.
  package init?(in text: String) {
    guard let start = text.firstRange(of: Self.start),
      let end = text[start.upperBound...].firstRange(of: Self.end)
    else { return nil }
    let bytes = Array(text[start.upperBound..<end.lowerBound].utf8)
    let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: bytes).root }
    guard case .success(let json) = parsed, let channel = json["channel"]?.string,
      let release = json["release"]?.string
    else { return nil }
    self.channel = channel
    self.release = release
    policy = json["policy"]?.string
    findings = json["findings"]?.texts ?? []
    escalations = json["escalations"]?.elements.map(\.texts) ?? []
    removed = json["removed"]?.texts ?? []
  }
}

extension PolicyNews {
  /// What was found that somebody must look at.
  var findingWords: [String] {
    findings.filter { $0.type >= .securityWarning }
      .map { "\($0.type.rawValue) \($0.code) \($0.count)" }
  }

  /// The actions behind a sign, as far as the commit names them one by one.
  func actions(behind sign: String) -> Set<String> {
    Set(effects.filter { $0.hasPrefix("\(sign) ") }.map { String($0.dropFirst(2)) })
  }
}

extension JSON {
  fileprivate static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}

extension JSONNode {
  fileprivate var texts: [String] { elements.compactMap(\.string) }
}
