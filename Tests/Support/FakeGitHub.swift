package import Model
import PolicyLanguage

/// A repository on GitHub, as a value: tags, releases, labels, issues.
///
/// `FakeGitHubServer` answers for it over GitHub's own protocol.
package struct FakeGitHub: Sendable {
  package struct Release: Sendable, Equatable {
    package var id: Int
    package var tag: String
    package var title: String
    package var body: String
    package var isLatest: String
  }

  package struct Label: Sendable, Equatable {
    package var name: String
    package var color: String
    package var description: String
  }

  package struct Comment: Sendable, Equatable {
    package var author: String
    package var body: String
    package var time: Timestamp
  }

  package struct Issue: Sendable, Equatable {
    package var number: Int
    package var author: String
    package var title: String
    package var body: String
    package var labels: [String]
    package var isOpen = true
    package var reason: String?
    package var comments: [Comment] = []
    package var time: Timestamp
  }

  /// `owner/name`.
  package var repository: String
  /// The tags that are pushed.
  package var tags: Set<String> = []
  /// Whether another tag is pushed meanwhile.
  package var isPushed: @Sendable (String) -> Bool = { _ in false }
  /// Oldest first.
  package var releases: [Release] = []
  package var labels: [Label] = []
  /// Oldest first.
  package var issues: [Issue] = []
  /// Who each valid token is; a token of an app's installation is nobody that can be asked for.
  package var logins: [String: String] = ["t0ken": "archivist"]
  /// The app that is installed on the repository; nil where none is.
  package var appSlug: String?
  /// The token that it is given.
  package var appToken = "ghs_installation"
  /// What tokens of the app were asked for, as GitHub got it.
  package var grants: [String] = []
  /// The longest release body, as GitHub counts it.
  package var releaseBodyMax = 125_000
  /// The longest body of an issue or a comment.
  package var issueBodyMax = 65_536
  /// What the time is for what is made now.
  package var time = Timestamp(seconds: 1_795_262_400)
  /// Public limits; what goes beyond is refused as GitHub refuses it, and nil means no limit.
  package var limits: Limits?
  var writes: [Duration] = []
  var lastID = 1_000

  /// The limits on content that is made, and the clock by which they are counted.
  package struct Limits: Sendable {
    package var perMinute = 80
    package var perHour = 500
    package var spacing = Duration.seconds(1)
    package var elapsed: @Sendable () -> Duration

    /// Counts by a clock of the test.
    package init(elapsed: @escaping @Sendable () -> Duration) {
      self.elapsed = elapsed
    }
  }

  /// A repository with some tags.
  package init(_ repository: String = "o/r", tags: Set<String> = []) {
    self.repository = repository
    self.tags = tags
  }

  /// The issues that are open.
  package var openIssues: [Issue] { issues.filter(\.isOpen) }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }
}

/// What GitHub's description says of a request's body, as far as we send it: the names of its
/// members, their types, and what must be there.
enum FakeGitHubSchema {
  enum Member {
    case text(longest: Int? = nil)
    case required(longest: Int? = nil)
    case texts
    case flag
    case choice([String])
    case object
  }

  /// By method and the last word of the path that is no number.
  static let bodies: [String: [String: Member]] = [
    "POST releases": [
      "tag_name": .required(), "name": .text(), "body": .text(), "target_commitish": .text(),
      "draft": .flag, "prerelease": .flag, "generate_release_notes": .flag,
      "discussion_category_name": .text(), "make_latest": .choice(["true", "false", "legacy"]),
    ],
    "POST issues": [
      "title": .required(longest: 256), "body": .text(), "labels": .texts, "assignees": .texts,
      "type": .text(),
    ],
    "PATCH issues": [
      "title": .text(longest: 256), "body": .text(), "labels": .texts, "assignees": .texts,
      "state": .choice(["open", "closed"]),
      "state_reason": .choice(["completed", "not_planned", "duplicate", "reopened"]),
    ],
    "POST comments": ["body": .required()],
    "POST labels": [
      "name": .required(longest: 50), "color": .text(longest: 6),
      "description": .text(longest: 100),
    ],
    "POST access_tokens": [
      "repositories": .texts, "permissions": .object,
    ],
  ]

  /// What is wrong with a body; nil where nothing is.
  static func fault(in body: JSONNode, of operation: String) -> String? {
    guard let members = bodies[operation], body.kind == .object else { return "is not an object" }
    for member in body.members where members[member.name] == nil {
      return "For 'properties', \(member.name) is not a permitted key."
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let fault = fault(in: body[name], member) { return "For 'properties/\(name)', \(fault)." }
    }
    return nil
  }

  private static func fault(in value: JSONNode?, _ member: Member) -> String? {
    guard let value else {
      if case .required = member { return "nil is not a string" }
      return nil
    }
    switch member {
    case .text(let longest), .required(let longest):
      guard let text = value.string else { return "it is not a string" }
      return longest.map { text.unicodeScalars.count > $0 } ?? false ? "it is too long" : nil
    case .texts:
      let areTexts = value.kind == .array && value.elements.allSatisfy { $0.string != nil }
      return areTexts ? nil : "it is not a list of strings"
    case .flag: return value.bool == nil ? "it is not a boolean" : nil
    case .choice(let words):
      return words.contains(value.string ?? "") ? nil : "it is not one of \(words)"
    case .object: return value.kind == .object ? nil : "it is not an object"
    }
  }
}
