package import Git
package import Model

/// Why receipts could not be read or written.
package enum PublishError: Error, Sendable {
  case git(GitError)
  case remote(RemoteError)
  /// Others wrote receipts again and again at the same time.
  case outrun(times: Int)
  /// The remote does not take them.
  case refused(String)
  /// The remote has no release of that name.
  case noRelease(ReleaseName)
  /// No channel of that name is configured.
  case noChannel(String, known: [String])
  /// Another run is sending it.
  case beingSent(ReleaseName)
  /// The caller's task was cancelled.
  case cancelled
}

extension PublishError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .git(let error): "\(error)"
    case .remote(let error): "\(error)"
    case .outrun(let times): "others wrote receipts \(times) times while this run tried to"
    case .refused(let reason): "the remote refused `\(ReceiptBook.reference)`: \(reason)"
    case .noRelease(let name): "the remote has no young release `\(name)`"
    case .noChannel(let name, _): "no channel `\(SafeText.line(name))` is configured"
    case .beingSent(let name): "another run is sending release `\(name)` at this moment"
    case .cancelled: "the run was cancelled"
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .git(let error): error.hint
    case .remote(let error): error.hint
    case .outrun, .cancelled: "nothing is lost; the next run goes on"
    case .noRelease:
      "`git ls-remote --tags` names those that it has; what is months old is not delivered any more"
    case .noChannel(let name, let known):
      Spelling.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
        ?? "these are: \(known.map { "`\($0)`" }.joined(separator: ", "))"
    case .beingSent: "try again in some minutes"
    case .refused: "let the bot write `\(ReceiptBook.reference)`; nothing is lost"
    }
  }
}
