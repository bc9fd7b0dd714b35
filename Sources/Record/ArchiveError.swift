package import Git
import Model

/// Why the archive could not be read or written.
package enum ArchiveError: Error, Sendable {
  case git(GitError)
  case otherBranch(checkedOut: String, configured: String)
  case detachedWithoutBranch
  /// Commits that the remote lacks and that are not the bot's.
  case foreignCommits([ObjectID], branch: String)
  /// An unpushed commit that rewrote all files, while the remote moved.
  case rewriteOutrun(ObjectID)

  /// Runs git's part of a step.
  static func git<Value>(
    _ body: () throws(GitError) -> Value
  ) throws(ArchiveError) -> Value {
    do {
      return try body()
    } catch {
      throw .git(error)
    }
  }
}

extension ArchiveError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .git(let error): "\(error)"
    case .otherBranch(let checkedOut, let configured):
      "branch `\(checkedOut)` is checked out, but the archive's branch is `\(configured)`"
    case .detachedWithoutBranch: "HEAD is detached, so the archive's branch is not known"
    case .foreignCommits(let commits, let branch):
      "branch `\(branch)` holds \(commits.count.counted("commit", "commits")) that the remote "
        + "lacks and that mamip-bot did not write"
    case .rewriteOutrun(let commit):
      "the remote has moved, and commit \(commit), which rewrote the form of all files, was never "
        + "pushed"
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .git(let error): error.hint
    case .otherBranch(_, let configured): "run `git switch \(configured)`, or name it with --branch"
    case .detachedWithoutBranch: "name the branch with --branch or in the configuration"
    case .foreignCommits(let commits, _):
      "push or drop them first; the newest is \(commits.first.map(\.description) ?? "")"
    case .rewriteOutrun:
      "run `git fetch`, `git reset --keep @{upstream}`, and repeat `mamip-bot init --normalise`"
    }
  }
}
