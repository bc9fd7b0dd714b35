package import Git
import Logging
import Model
import Record

/// The git server that holds the archive's branch, its releases and its receipts.
package struct ArchiveRemote {
  /// How often a run starts again because another one was faster.
  static let attemptsMax = 5

  /// The way to it.
  package let remote: Remote

  package init(_ remote: Remote) {
    self.remote = remote
  }

  /// Makes the remote and this archive the same: fast-forwards, pushes what the remote lacks, or
  /// records it anew where the remote has moved.
  ///
  /// The push names the commit that it expects, so of two runs at most one wins; the other one
  /// fetches, works out on the new base what is still news, and tries again. Nothing is ever
  /// forced, and no text is ever merged.
  ///
  /// - Returns: what was recorded anew, where something was.
  func meet(
    _ archive: Archive, options: SyncOptions, log: Logger,
    holding lock: borrowing RepositoryLock
  ) async throws(SyncError) -> Renewal {
    var renewal = Renewal.none
    for _ in 1...Self.attemptsMax {
      let view = try await look(at: archive)
      switch try view.relation(to: archive) {
      case .same:
        return renewal
      case .behind(let tip):
        log.notice("fast-forwarding to \(tip)")
        do throws(ArchiveError) {
          try archive.fastForward(to: tip, holding: lock)
        } catch {
          throw .archive(error)
        }
      case .ahead(let unpushed):
        let updates = try await updates(for: unpushed, from: view, archive)
        guard let updates else {
          renewal = try await RecordAgain(archive: archive, options: options, view: view)
            .run(unpushed, on: view.tip, holding: lock)
          continue
        }
        if try await push(updates, log: log) { return renewal }
        log.notice("the remote moved while pushing; going on from its new commit")
      case .diverged(let unpushed):
        log.notice("the remote has moved; recording again on its newest commit")
        renewal = try await RecordAgain(archive: archive, options: options, view: view)
          .run(unpushed, on: view.tip, holding: lock)
      }
    }
    throw .notPushed(
      "the remote moved \(Self.attemptsMax) times while pushing",
      hint: "nothing is lost; the next run pushes it")
  }

  /// Where the remote stands, with its commits here.
  private func look(at archive: Archive) async throws(SyncError) -> RemoteView {
    let release = try inArchive { () throws(ArchiveError) in
      try archive.read { () throws(GitError) in try archive.newestRelease() }
    }
    let prefixes = [archive.branch] + (release.map { [$0.name.reference] } ?? [])
    let view = try await inRemote { () async throws(RemoteError) in
      RemoteView(try await remote.references(under: prefixes), branch: archive.branch)
    }
    guard let tip = view.tip, !archive.repository.contains(tip) else { return view }
    try await inRemote { () async throws(RemoteError) in try await remote.fetch([tip]) }
    return view
  }

  /// The references to move; nil where the remote uses a release's name for something else.
  private func updates(
    for unpushed: Archive.Unpushed, from view: RemoteView, _ archive: Archive
  ) async throws(SyncError) -> [RefUpdate]? {
    let names = unpushed.releases.map(\.reference)
    let there = try await inRemote { () async throws(RemoteError) in
      names.isEmpty ? [] : try await remote.references(under: names)
    }
    view.tagNames.formUnion(there.map(\.name))
    let tags = Dictionary(there.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    let here = try inArchive { () throws(ArchiveError) in try archive.tags(of: unpushed.releases) }
    var updates: [RefUpdate] = []
    if let tip = unpushed.tip, tip != view.tip {
      updates.append(RefUpdate(name: archive.branch, old: view.tip, new: tip))
    }
    for (name, id) in here where tags[name] != id {
      guard tags[name] == nil else { return nil }
      updates.append(RefUpdate(name: name, old: nil, new: id))
    }
    return updates
  }

  /// Pushes; false where the remote had moved.
  private func push(_ updates: [RefUpdate], log: Logger) async throws(SyncError) -> Bool {
    guard !updates.isEmpty else { return true }
    let outcome = try await inRemote { () async throws(RemoteError) in
      try await remote.push(updates)
    }
    switch outcome.verdict {
    case .accepted: return true
    case .rejected where outcome.hasMoved: return false
    case .rejected(let rejections):
      for message in outcome.messages { log.notice("remote: \(message)") }
      let first = rejections.first { $0.reason != .withheld } ?? rejections[0]
      throw .notPushed(
        "the remote refused `\(first.name)`: \(first.message)", hint: first.reason.hint)
    }
  }
}

extension PushRejection.Reason {
  fileprivate var hint: String {
    switch self {
    case .protected:
      "let the bot past the branch's rules; `mamip-bot doctor` shows them. Nothing is lost"
    case .declined, .moved, .withheld, .refused:
      "nothing is lost; the next run pushes it"
    }
  }
}

/// What meeting the remote changed about what a run had recorded.
enum Renewal {
  /// Nothing: what was recorded stands.
  case none
  /// It was recorded anew on the remote's commit, or there was no news left.
  case recorded(Recorded?)
}

func inArchive<Value>(
  _ body: () throws(ArchiveError) -> Value
) throws(SyncError) -> Value {
  do {
    return try body()
  } catch {
    throw .archive(error)
  }
}

private func inRemote<Value>(
  _ body: () async throws(RemoteError) -> Value
) async throws(SyncError) -> Value {
  do {
    return try await body()
  } catch {
    throw .remote(error)
  }
}
