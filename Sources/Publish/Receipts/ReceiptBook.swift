package import Git
package import Model

/// The receipts of an archive's releases: notes on their commits, at the remote.
///
/// What counts is what the remote has. It is changed by compare-and-swap, so that of two runs at
/// most one gets its way, and the other looks again at what is left to do.
package final class ReceiptBook {
  /// Where git keeps the notes.
  package static let reference = "refs/notes/mamip"
  /// Commits of notes that others made while we tried.
  private static let attemptsMax = 5
  /// How long a remote that does not answer is given.
  private static let secondLook = Duration.seconds(2)

  let repository: Repository
  let remote: Remote
  private let surroundings: Surroundings
  private var pace: PushPace
  private var notes = NotesTree()
  private var tip: ObjectID?
  /// The commits of the releases that are young enough to be news.
  private(set) var releases: [ReleaseName: ObjectID] = [:]

  /// What a run knows of itself and of the world.
  package struct Surroundings: Sendable {
    /// What receipts call the run; no two runs have the same.
    package let run: String
    /// Who commits.
    package let committer: @Sendable (Timestamp) -> Signature
    package let now: @Sendable () -> Timestamp
    package let sleep: @Sendable (Duration) async throws -> Void

    /// Names the run and its surroundings.
    package init(
      run: String, committer: @escaping @Sendable (Timestamp) -> Signature,
      now: @escaping @Sendable () -> Timestamp,
      sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
      self.run = run
      self.committer = committer
      self.now = now
      self.sleep = sleep
    }
  }

  /// Opens nothing yet.
  package init(_ repository: Repository, at remote: Remote, _ surroundings: Surroundings) {
    self.repository = repository
    self.remote = remote
    self.surroundings = surroundings
    pace = PushPace(surroundings)
  }

  var now: Timestamp { surroundings.now() }
  var run: String { surroundings.run }
}

extension ReceiptBook {
  /// Releases of older months are not looked for.
  private static let monthsBefore = 2
  private static let monthsInYear = 12

  /// Looks where the remote stands now.
  func read() async throws(PublishError) {
    try await read(tags: Self.months(before: now).map { "refs/tags/\($0)" })
  }

  /// The months in which releases are young, as their names begin; not so many days back, because
  /// months have different lengths.
  static func months(before now: Timestamp) -> [String] {
    let fields = now.date.split(separator: "-").compactMap { Int($0) }
    let newest = fields[0] * monthsInYear + fields[1] - 1
    return (0...monthsBefore).map { back in
      let (year, month) = (newest - back).quotientAndRemainder(dividingBy: monthsInYear)
      return "\(year)-\(month < 9 ? "0" : "")\(month + 1)"
    }
  }

  /// Whether the notes are as we saw them last, or wrote them.
  func isUnchanged() async throws(PublishError) -> Bool {
    try await references(under: [Self.reference]).first { $0.name == Self.reference }?.id == tip
  }

  private func read(tags prefixes: [String]) async throws(PublishError) {
    let found = try await references(under: [Self.reference] + prefixes)
    let there = found.first { $0.name == Self.reference }?.id
    if there != tip { try await follow(there) }
    releases = [:]
    take(found)
  }

  private func take(_ references: [RemoteReference]) {
    for reference in references where reference.name.hasPrefix("refs/tags/") {
      let name = ReleaseName(String(reference.name.dropFirst("refs/tags/".count)))
      if let name, let commit = reference.peeled { releases[name] = commit }
    }
  }

  /// Takes over the notes of a commit of the remote.
  private func follow(_ commit: ObjectID?) async throws(PublishError) {
    guard let commit else {
      (notes, tip) = (NotesTree(), nil)
      return
    }
    if !repository.contains(commit) {
      do { try await remote.fetch([commit]) } catch { throw .remote(error) }
    }
    notes = try inGit { () throws(GitError) in try NotesTree(at: commit, in: repository) }
    tip = commit
    try keep(commit)
  }

  /// The newest release of all at the remote; nil where there is none.
  func newestRelease() async throws(PublishError) -> (name: ReleaseName, commit: ObjectID)? {
    if let newest = try newestKnown() { return newest }
    take(try await references(under: ["refs/tags/"]))
    return try newestKnown()
  }

  /// A tag alone may bear the name of a release that is none.
  private func newestKnown() throws(PublishError) -> (name: ReleaseName, commit: ObjectID)? {
    let reader = ReleaseReader(repository: repository)
    for (name, commit) in releases.sorted(by: { $0.key > $1.key })
    where try reader.isRelease(commit, name) {
      return (name, commit)
    }
    return nil
  }

  private func references(under names: [String]) async throws(PublishError) -> [RemoteReference] {
    do { return try await remote.references(under: names) } catch { throw .remote(error) }
  }
}

extension ReceiptBook {
  /// The note of a release's commit.
  func note(of commit: ObjectID) throws(PublishError) -> ReleaseNote {
    guard let blob = notes[commit] else { return ReleaseNote() }
    return ReleaseNote(try inGit { () throws(GitError) in try repository.blob(blob) })
  }

  /// Notes by the commits of their releases.
  func byCommit(_ notes: [ReleaseName: ReleaseNote]) -> [ObjectID: ReleaseNote] {
    notes.reduce(into: [:]) { result, note in
      if let commit = releases[note.key] { result[commit] = note.value }
    }
  }

  /// Which of these channels are named in notes of releases that are not looked at.
  func startedBefore(_ channels: Set<String>) throws(PublishError) -> Set<String> {
    let young = Set(releases.values)
    var found: Set<String> = []
    for commit in notes.blobs.keys where !young.contains(commit) && found != channels {
      let note = try note(of: commit)
      found.formUnion(channels.intersection(note.starts.keys))
    }
    return found
  }

  /// Writes notes, as one commit with the reason as its subject.
  ///
  /// What they are to be is worked out anew whenever another run was faster; where that gives none,
  /// nothing is written.
  func write(
    _ why: String, _ edit: () throws(PublishError) -> [ObjectID: ReleaseNote]
  ) async throws(PublishError) {
    var failure: PublishError?
    for _ in 1...Self.attemptsMax {
      guard try !edit().isEmpty else { return }
      do { try await pace.wait() } catch { throw .cancelled }
      // Time has passed, by which claims run out.
      let changed = try edit()
      guard !changed.isEmpty else { return }
      let commit = try inGit { () throws(GitError) in try self.commit(changed, why) }
      if try await pushSurely(commit, &failure) { return }
    }
    throw failure ?? .outrun(times: Self.attemptsMax)
  }

  private func commit(
    _ changed: [ObjectID: ReleaseNote], _ why: String
  ) throws(GitError) -> ObjectID {
    let pack = PackWriter(repository)
    var notes = notes
    for (object, note) in changed { notes[object] = try pack.blob(note.text) }
    let signature = surroundings.committer(now)
    let commit = try pack.commit(
      CommitDraft(
        tree: try notes.write(to: pack), parents: tip.map { [$0] } ?? [], author: signature,
        committer: signature, message: why))
    try pack.finish()
    return commit
  }

  /// Pushes; where nobody answers, looks once more, because the notes may be there.
  ///
  /// `failure` becomes the reason why nobody answered, and nil where another run was faster.
  private func pushSurely(
    _ commit: ObjectID, _ failure: inout PublishError?
  ) async throws(PublishError) -> Bool {
    do throws(PublishError) {
      failure = nil
      if try await push(commit) { return true }
    } catch {
      guard case .remote(let reason) = error, reason.reason == .unreachable else { throw error }
      failure = error
      do { try await surroundings.sleep(Self.secondLook) } catch { throw .cancelled }
    }
    try await read()
    return tip == commit
  }

  /// Pushes; false where another run was faster.
  private func push(_ commit: ObjectID) async throws(PublishError) -> Bool {
    let update = RefUpdate(name: Self.reference, old: tip, new: commit)
    let outcome: PushOutcome
    do { outcome = try await remote.push([update]) } catch { throw .remote(error) }
    switch outcome.verdict {
    case .accepted:
      try await follow(commit)
      return true
    case .rejected where outcome.hasMoved: return false
    case .rejected(let rejections): throw .refused(rejections[0].message)
    }
  }

  /// Moves our own reference, so that nothing is fetched twice.
  ///
  /// `git notes --ref=mamip` then shows what the remote has. Another run that does the same at this
  /// moment does no harm.
  private func keep(_ commit: ObjectID) throws(PublishError) {
    do throws(GitError) {
      let old = try repository.resolve(Self.reference)
      guard old != commit else { return }
      try repository.update(
        Self.reference, to: commit, from: old, message: "mamip-bot: receipts")
    } catch {
      guard error.isConflict || error.isLocked else { throw .git(error) }
    }
  }
}

func inGit<Value>(_ body: () throws(GitError) -> Value) throws(PublishError) -> Value {
  do { return try body() } catch { throw .git(error) }
}
