package import Git
import History
import Model

extension Archive {
  /// Checks the whole archive: every commit of its first-parent chain, its tip, tags and receipts.
  ///
  /// It reads archives that the bot did not write as well, MAMIP's among them.
  ///
  /// - Returns: what was found, oldest commit first, then the tip, then references.
  package func fsck() throws(GitError) -> Fsck {
    guard let tip = try tip() else { return Fsck(findings: [], commits: 0, isCutOff: false) }
    var history = HistoryCheck(repository: repository, tip: tip)
    let isCutOff = try history.run()
    let findings =
      history.findings
      + (try SideFileCheck(repository: repository, tip: tip).findings())
      + (try TipCheck(repository: repository, tip: tip).findings())
      + (try ReferenceCheck(repository: repository, tip: tip).findings())
    return Fsck(findings: findings, commits: history.commits, isCutOff: isCutOff)
  }
}

/// The result of a check of a whole archive.
package struct Fsck: Sendable {
  package let findings: [FsckFinding]
  /// How many commits changed a policy.
  package let commits: Int
  /// Whether the clone is shallow, so that older commits were not seen.
  package let isCutOff: Bool

  /// Whether something is wrong at the newest commit.
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
