package import AWS
package import Git

/// Why a source could not be observed; nothing was written.
package enum ObserveError: Error, Sendable {
  case aws(AWSError)
  case git(GitError)
  /// The list of policies contradicts itself: a reason to stop, not to record.
  case brokenList(String)
  /// More policies are missing than a run may lose without a person's word.
  case tooManyMissing(Int, limit: Int)
  /// The place that the configuration names holds no policies.
  case unusable(String, hint: String)
}

extension ObserveError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .aws(let error): "cannot read policies from IAM: \(error)"
    case .git(let error): "cannot read the source: \(error)"
    case .brokenList(let reason): "the list of policies is broken: \(reason)"
    case .tooManyMissing(let count, let limit):
      "\(count) policies are missing from two lists, more than \(limit) at once"
    case .unusable(let reason, _): reason
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .aws(let error): error.hint
    case .git(let error): error.hint
    case .brokenList: "nothing was written; try again later"
    case .tooManyMissing:
      "nothing was written; if AWS really removed them, repeat with --allow-mass-change"
    case .unusable(_, let hint): hint
    }
  }
}
