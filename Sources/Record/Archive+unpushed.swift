package import Git
import History
package import Model

extension Archive {
  /// Commits of ours that a remote lacks.
  package struct Unpushed {
    /// Where the branch stands here; nil without commits.
    package let tip: ObjectID?
    /// The newest commit that both have; nil where they have none.
    package let base: ObjectID?
    /// Newest first; none where only a tag is missing there.
    package let commits: [ObjectID]
    /// Their releases, or where there are no commits the branch's newest.
    package let releases: [ReleaseName]
    /// Whether the remote's tip is the base, so that these commits only add to it.
    package let isOnTop: Bool
    /// Whether one of them is a first import in one commit.
    package let isBaseline: Bool
    /// The newest that changed no policy but the form of files, which cannot be recorded anew.
    package let rewrite: ObjectID?
  }

  /// More commits than this between two runs are no work of ours.
  private static let unpushedMax = 1_000_000

  /// The commits of the branch that the remote's tip does not reach.
  ///
  /// Throws `foreignCommits` where one of them was not written by the bot: those are the user's to
  /// push.
  package func unpushed(since remoteTip: ObjectID?) throws(ArchiveError) -> Unpushed {
    let commits = try read { () throws(GitError) in try ownCommits(notIn: remoteTip) }
    let trailers = commits.map { CommitTrailers(of: $0.message) }
    let foreign = zip(commits, trailers).filter { !$1.areOurs }.map(\.0.id)
    guard foreign.isEmpty else { throw .foreignCommits(foreign, branch: branch.branchName) }
    let releases = trailers.compactMap { $0["Release"].flatMap(ReleaseName.init) }
    let isBaseline = trailers.contains { $0["Release"] == nil && $0["Source"] != nil }
    let rewrite = zip(commits, trailers).first { $1["Rules"] == CommitMessage.canonicalForm }?
      .0.id
    return try read { () throws(GitError) in
      let tip = try tip()
      // Replayed commits bear the source's dates, so the last by date need not be the oldest.
      let own = Set(commits.map(\.id))
      let outside = commits.lazy.flatMap(\.parents).first { !own.contains($0) }
      let base = commits.isEmpty ? tip : outside
      return Unpushed(
        tip: tip, base: base, commits: commits.map(\.id),
        releases: commits.isEmpty ? try [newestRelease()?.name].compactMap(\.self) : releases,
        isOnTop: base == remoteTip, isBaseline: isBaseline, rewrite: rewrite)
    }
  }

  private func ownCommits(notIn remoteTip: ObjectID?) throws(GitError) -> [Commit] {
    guard let tip = try tip() else { return [] }
    let bases = remoteTip.map { [$0] } ?? []
    return try repository.commits(in: tip, notIn: bases, limit: Self.unpushedMax)
  }

  /// What unpushed commits recorded, as an observation that can be recorded again on another base.
  package func observation(of unpushed: Unpushed) throws(ArchiveError) -> Observation {
    try read { () throws(GitError) in
      guard let tip = unpushed.tip else { preconditionFailure("there are commits to observe") }
      let held = try holdings(at: unpushed.base)
      let now = try holdings(at: tip)
      let newest = try repository.commit(tip)
      let names = Set(now.policies.keys).union(held.policies.keys).union(now.deprecated.keys)
      let walked = try reader.events(
        of: names, from: tip, within: Set(unpushed.commits), since: Holdings())
      return Observation(
        source: CommitTrailers(of: newest.message)["Source"] ?? "",
        observedAt: newest.committer.time, listedCount: now.policies.count,
        events: walked.events.reduce(into: [:]) { events, walked in
          events[walked.key] = walked.value.map { $0.noted(as: now.deprecated[walked.key]) }
        },
        arns: walked.arns, problems: [])
    }
  }
}

extension Observation.Event {
  /// A departure as it was written down, which the removal of a file alone does not tell.
  fileprivate func noted(as entry: DeprecatedPolicy?) -> Self {
    guard case .departed(let departure) = self, let entry else { return self }
    return .departed(
      Observation.Departure(
        date: entry.date, reason: entry.reason, observedAt: departure.observedAt))
  }
}
