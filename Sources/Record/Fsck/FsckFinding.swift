package import Git

/// Something in an archive that is not as it should be.
package struct FsckFinding: Sendable, Equatable {
  /// What is wrong; each class is a failure that an archive of this kind has really had.
  package enum Class: String, CaseIterable, Sendable {
    /// `policies-list.json` tells how the operator's own account uses policies.
    case accountFields = "account-fields"
    /// Markers of a merge that nobody resolved.
    case conflictMarkers = "conflict-markers"
    /// A policy file of 0 bytes, or of white space.
    case emptyFile = "empty-file"
    /// A policy file that ends in `.json`.
    case extensionInName = "extension-in-name"
    /// Findings for a policy or a version that is not there.
    case findingsStale = "findings-stale"
    /// A commit that rewrote a policy without changing version or document.
    case formatOnly = "format-only"
    /// A policy file that is not in the canonical form.
    case noncanonical
    /// A receipt on a commit that is no release.
    case noteOrphan = "note-orphan"
    /// A version that was not the default any more when it was written.
    case notDefault = "not-default"
    /// A release commit whose tag does not exist, is not annotated, or names another commit.
    case tagMissing = "tag-missing"
    /// A release tag that the branch does not reach.
    case tagUnreachable = "tag-unreachable"
    /// Trailers that git cannot read, or that contradict the file of their commit.
    case trailersBroken = "trailers-broken"
    /// A policy file that holds no policy version.
    case unparsable
    /// Versions between two recorded ones that nobody wrote down.
    case versionGap = "version-gap"
  }

  /// How bad it is.
  package enum Severity: String, Sendable {
    /// Wrong now.
    case error
    /// Was wrong in a commit of the past, which stays as it is.
    case warning
    /// Worth knowing.
    case note
  }

  package let `class`: Class
  package let severity: Severity
  /// A path in the tree, or the full name of a reference.
  package let path: String
  /// The commit in which it is seen.
  package let commit: ObjectID?
  package let detail: String

  /// The same, where it is still wrong at the newest commit.
  var asError: FsckFinding {
    FsckFinding(
      class: self.class, severity: .error, path: path, commit: commit,
      detail: detail + ", still so at the newest commit")
  }
}
