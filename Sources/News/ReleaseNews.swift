package import Model

/// What people are told of one release: a value that every channel turns into its own words.
package struct ReleaseNews: Sendable, Equatable {
  package var name: ReleaseName
  /// The full id of the release commit; nil where nothing was recorded yet, as in a dry run.
  package var commit: String?
  /// The committer time of the release commit.
  package var time: Timestamp
  /// What changed, what matters most first; each policy once, as it stands after the release.
  package var policies: [PolicyNews]

  /// Puts a release together from what its commits say, oldest first.
  ///
  /// A version that was back-filled is no news of its own: of a policy that occurs twice the last
  /// stands for all.
  package init(name: ReleaseName, commit: String?, time: Timestamp, policies: [PolicyNews]) {
    self.name = name
    self.commit = commit
    self.time = time
    var last: [PolicyName: Int] = [:]
    for (index, policy) in policies.enumerated() { last[policy.name] = index }
    let kept = policies.indices.filter { last[policies[$0].name] == $0 }
    self.policies = kept.sorted { (-policies[$0].rank, $0) < (-policies[$1].rank, $1) }
      .map { policies[$0] }
  }
}
