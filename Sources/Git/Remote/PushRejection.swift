/// A reference that a remote did not move.
package struct PushRejection: Sendable, Equatable {
  /// What a caller can tell apart.
  package enum Reason: Sendable, Hashable {
    /// It does not hold the value that was expected: somebody else was quicker.
    case moved
    /// A rule of the hosting service protects it.
    case protected
    /// A hook of the repository declined it.
    case declined
    /// Another reference of the same push was refused.
    case withheld
    /// Anything else, as the message says.
    case refused
  }

  package let name: String
  package let reason: Reason
  /// The remote's words, or ours where it gave none.
  package let message: String
}

extension PushRejection.Reason {
  /// Reads the reason out of a server's words, which are the same in git and on GitHub, GitLab and
  /// Gitea for what matters here.
  init(words: String) {
    let words = words.lowercased()
    func says(_ parts: String...) -> Bool { parts.contains { words.contains($0) } }
    if says("protected", "rule violation") {
      self = .protected
    } else if says("hook declined") {
      self = .declined
    } else if says("atomic", "transaction failed") {
      self = .withheld
    } else {
      self = .refused
    }
  }
}

extension PushRejection {
  /// Why references do not have their new values, by where they stand now and the server's words.
  static func rejections(
    of updates: [RefUpdate], now: [String: ObjectID], words: [String: String]
  ) -> [PushRejection] {
    var rejections: [PushRejection] = []
    for update in updates where now[update.name] != update.new {
      let said = words[update.name] ?? "the remote does not say why"
      let isMoved = now[update.name] != update.old
      let reason = isMoved ? .moved : Reason(words: said)
      let place = now[update.name].map { "it is at \($0)" } ?? "it is not there"
      rejections.append(
        PushRejection(name: update.name, reason: reason, message: isMoved ? place : said))
    }
    // Where nobody is to blame, the words must stand for themselves.
    guard rejections.allSatisfy({ $0.reason == .withheld }) else { return rejections }
    return rejections.map { PushRejection(name: $0.name, reason: .refused, message: $0.message) }
  }
}
