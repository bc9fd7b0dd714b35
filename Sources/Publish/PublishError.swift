package import Git

/// Why receipts could not be read or written.
package enum PublishError: Error, Sendable {
  case git(GitError)
  case remote(RemoteError)
  /// Others wrote receipts again and again at the same time.
  case outrun(times: Int)
  /// The remote does not take them.
  case refused(String)
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
    case .cancelled: "the run was cancelled"
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .git(let error): error.hint
    case .remote(let error): error.hint
    case .outrun, .cancelled: "nothing is lost; the next run goes on"
    case .refused: "let the bot write `\(ReceiptBook.reference)`; nothing is lost"
    }
  }
}
