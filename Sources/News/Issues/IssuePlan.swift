package import Model

/// An issue of ours as it stands, with what it says to the bot.
package struct IssueThread: Sendable, Equatable {
  package let number: Int
  package let url: String
  package let isOpen: Bool
  package let labels: [String]
  /// That of the issue first, then those of its comments as far as they were read.
  package var markers: [IssueMarker]

  /// Puts together what is known of an issue.
  package init(
    number: Int, url: String, isOpen: Bool, labels: [String], markers: [IssueMarker]
  ) {
    self.number = number
    self.url = url
    self.isOpen = isOpen
    self.labels = labels
    self.markers = markers
  }
}

/// What is to be done about the issues of a release, given those that are there.
///
/// A plan made again after half of it was done is the other half: every issue and comment says of
/// which release it tells.
package struct IssuePlan: Sendable, Equatable {
  /// One thing to do.
  package enum Step: Sendable, Equatable {
    case create(IssueText)
    /// Comments where the text is not nil, then sets labels and state.
    case update(IssueThread, comment: String?, labels: [String], isOpen: Bool)
  }

  /// More policies of one release than this share an issue.
  package static let issuesMax = 5

  package private(set) var steps: [Step] = []

  /// Plans for the policies of a release that have something in some topics, or whose issues are
  /// open.
  package init(
    _ news: ReleaseNews, on topics: Set<IssueTopic>, threads: [IssueThread], channel: String,
    address: ArchiveAddress
  ) {
    let author = IssueAuthor(channel: channel, release: news.name, address: address)
    var fresh: [PolicyNews] = []
    for policy in news.policies where policy.kind != .reissued {
      let own = threads.filter { $0.markers.first?.policy == policy.name.text }
      let wanted = policy.topics.intersection(topics)
      if own.contains(where: { $0.markers.first?.release == news.name.text }) {
        // It was opened for this release, by an attempt before.
        fresh.append(policy)
      } else if let open = own.first(where: \.isOpen) {
        update(open, policy, wanted, author)
      } else if !wanted.isEmpty, !policy.isKnown(from: own, on: wanted) {
        fresh.append(policy)
      }
    }
    create(fresh, on: topics, threads, author)
  }

  private mutating func update(
    _ thread: IssueThread, _ policy: PolicyNews, _ wanted: Set<IssueTopic>, _ author: IssueAuthor
  ) {
    let before = IssueLabel.topics(of: thread.labels)
    let settled = policy.resolves(before, of: thread.markers)
    let isTold = thread.markers.contains { $0.release == author.release.text }
    let rest = before.subtracting(settled).union(wanted)
    guard isTold || !settled.isEmpty || !wanted.isEmpty else { return }
    let topicNames = Set(IssueTopic.allCases.map { IssueLabel($0).name })
    // An issue that is closed keeps its labels, which say what it was about.
    let labels =
      rest.isEmpty
      ? thread.labels
      : thread.labels.filter { !topicNames.contains($0.lowercased()) }
        + IssueTopic.allCases.filter(rest.contains).map { IssueLabel($0).name }
    guard !isTold || rest.isEmpty || Set(labels) != Set(thread.labels) else { return }
    let comment =
      isTold
      ? nil
      : IssueText.comment(on: policy, settling: settled, isClosing: rest.isEmpty, by: author)
    steps.append(.update(thread, comment: comment, labels: labels, isOpen: !rest.isEmpty))
  }

  private mutating func create(
    _ policies: [PolicyNews], on topics: Set<IssueTopic>, _ threads: [IssueThread],
    _ author: IssueAuthor
  ) {
    let told = threads.compactMap(\.markers.first).filter { $0.release == author.release.text }
    let names = Set(told.map(\.policy))
    for policy in policies.prefix(Self.issuesMax) where !names.contains(policy.name.text) {
      steps.append(.create(IssueText(policy, policy.topics.intersection(topics), by: author)))
    }
    let rest = Array(policies.dropFirst(Self.issuesMax))
    guard !rest.isEmpty, !names.contains(nil) else { return }
    steps.append(.create(IssueText(collecting: rest, by: author)))
  }
}

extension PolicyNews {
  /// Whether all that is to be said was said in an issue that somebody closed: the same findings,
  /// and nothing that happened in this change.
  fileprivate func isKnown(from threads: [IssueThread], on topics: Set<IssueTopic>) -> Bool {
    guard topics.isSubset(of: [.error, .securityWarning]) else { return false }
    return threads.contains { thread in
      thread.markers.contains { $0.findings == findingWords }
    }
  }
}
