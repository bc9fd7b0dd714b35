package import GitHub
package import Model
package import News
import PolicyLanguage

/// Opens issues on GitHub for what a person must look at, and closes them when a later version
/// settles it.
///
/// GitHub has no key that makes a repeat harmless. So each issue and comment bears a hidden mark,
/// and what is there of our own is listed, by label and author, before anything is written.
package struct GitHubIssueChannel: Channel {
  /// A closed issue that nobody has touched for so long is forgotten, in seconds: 90 days.
  private static let memory: Int64 = 90 * 86_400
  /// More than this, each of one or two writes, is not done in one attempt; the next one goes on.
  private static let stepsMax = 15
  /// An attempt that has taken so long begins no more, in seconds: its claim is good for a while.
  private static let secondsMax: Int64 = 40

  private let client: GitHubClient
  private let name: String
  private let topics: Set<IssueTopic>
  private let archive: ArchiveAddress
  private let now: @Sendable () -> Timestamp

  /// Opens issues for some topics in the repository of a client, as the channel of a name.
  package init(
    _ client: GitHubClient, name: String, topics: Set<IssueTopic>, archive: ArchiveAddress,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.client = client
    self.name = name
    self.topics = topics
    self.archive = archive
    self.now = now
  }

  package let promise = ChannelKind.gitHubIssue.promise

  package func drafts(of news: ReleaseNews) -> [Draft] {
    plan(news, threads: []).steps.compactMap { step in
      guard case .create(let text) = step else { return nil }
      let body = JSONWriter.canonical(GitHubIssueDraft(text).json, indentedBy: 2)
      return Draft(
        target: "POST \(client.issuesAddress)", body: String(decoding: body, as: UTF8.self))
    }
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    let end = now().seconds + Self.secondsMax
    let plan: IssuePlan
    do throws(GitHubError) {
      plan = self.plan(news, threads: try await threads(about: news))
      try await ensureLabels(of: plan)
    } catch {
      return DeliveryOutcome(failedRead: error)
    }
    return await perform(plan, until: end)
  }

  private func plan(_ news: ReleaseNews, threads: [IssueThread]) -> IssuePlan {
    IssuePlan(news, on: topics, threads: threads, channel: name, address: archive)
  }
}

// MARK: - What is there

extension GitHubIssueChannel {
  /// Our own issues; of the open ones about the release's policies also the comments.
  private func threads(about news: ReleaseNews) async throws(GitHubError) -> [IssueThread] {
    let identity = try await client.identity()
    let label = IssueLabel.own.name
    let since = Timestamp(seconds: news.time.seconds - Self.memory)
    let issues =
      try await client.issues(by: identity, labelled: label)
      + client.issues(by: identity, labelled: label, closedSince: since)
    let names = Set(news.policies.filter { $0.kind != .reissued }.map(\.name.text))
    var threads: [IssueThread] = []
    for issue in issues {
      guard let marker = IssueMarker(in: issue.body), marker.channel == name else { continue }
      var markers = [marker]
      if issue.isOpen, marker.policy.map(names.contains) ?? false {
        let comments = try await client.comments(on: issue.number, by: identity)
        markers += comments.compactMap { IssueMarker(in: $0) }
      }
      threads.append(
        IssueThread(
          number: issue.number, url: issue.url, isOpen: issue.isOpen, labels: issue.labels,
          markers: markers))
    }
    return threads
  }

  private func ensureLabels(of plan: IssuePlan) async throws(GitHubError) {
    let names = Set(plan.steps.flatMap(\.labels))
    guard !names.isEmpty else { return }
    let own = [IssueLabel.own] + IssueTopic.allCases.map { IssueLabel($0) }
    try await client.ensure(
      own.filter { names.contains($0.name) }
        .map { GitHubLabel(name: $0.name, color: $0.color, about: $0.about) })
  }
}

// MARK: - What is to be done

extension GitHubIssueChannel {
  private func perform(_ plan: IssuePlan, until end: Int64) async -> DeliveryOutcome {
    var first: (id: String, url: String)?
    for (number, step) in plan.steps.enumerated() {
      // One step is always done, so that the next attempt has less to do.
      guard number == 0 || number < Self.stepsMax && now().seconds < end else {
        let rest = (plan.steps.count - number).counted("more issue is", "more issues are")
        return .notDelivered(
          reason: "\(rest) to be written than one attempt may", retryAfter: nil)
      }
      do throws(GitHubError) {
        let done = try await perform(step)
        if first == nil { first = done }
      } catch {
        return DeliveryOutcome(failedWrite: error)
      }
    }
    return .delivered(id: first?.id, url: first?.url)
  }

  private func perform(_ step: IssuePlan.Step) async throws(GitHubError) -> (String, String) {
    switch step {
    case .create(let text):
      let issue = try await client.open(GitHubIssueDraft(text))
      return (String(issue.number), issue.url)
    case .update(let thread, let comment, let labels, let isOpen):
      if let comment { try await client.comment(comment, on: thread.number) }
      try await client.update(thread.number, labels: labels, isOpen: isOpen)
      return (String(thread.number), thread.url)
    }
  }
}

extension IssuePlan.Step {
  fileprivate var labels: [String] {
    switch self {
    case .create(let text): text.labels
    case .update(_, _, let labels, _): labels
    }
  }
}

extension GitHubIssueDraft {
  fileprivate init(_ text: IssueText) {
    self.init(title: text.title, body: text.body, labels: text.labels)
  }
}
