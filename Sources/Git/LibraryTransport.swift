import CLibgit2

/// A remote that libgit2 speaks to: one over ssh.
///
/// libgit2 moves several references one after the other, so a push may end half done, which the
/// outcome says. It knows no time limits, and cannot push what a shallow clone has.
struct LibraryTransport {
  private let repository: Repository
  private let address: String
  private let environment: [String: String]

  /// Takes an ssh address; keys are the agent's, then those in `.ssh` of the home folder.
  init(_ repository: Repository, to address: String, environment: [String: String]) {
    self.repository = repository
    self.address = address
    self.environment = environment
  }

  /// The references whose full names begin with one of the prefixes; all without prefixes.
  func references(under prefixes: [String]) throws(GitError) -> [RemoteReference] {
    let connection = try LibraryConnection(repository, address, environment: environment)
    try connection.open(.fetch)
    return try connection.references().filter { reference in
      prefixes.isEmpty || prefixes.contains { reference.name.hasPrefix($0) }
    }
  }

  /// Brings objects here with all they need, if references of the remote stand for them.
  func fetch(_ ids: [ObjectID], progress: (FetchProgress) -> Void) throws(GitError) {
    let wanted = Set(ids).filter { !repository.contains($0) }
    if wanted.isEmpty { return }
    let connection = try LibraryConnection(repository, address, environment: environment)
    try connection.open(.fetch)
    let names = try connection.references().filter { wanted.contains($0.id) && $0.name != "HEAD" }
      .map(\.name)
    if !names.isEmpty { progress(try connection.download(names)) }
    try git(operation: "find what was fetched") { unsafe git_odb_refresh(repository.objects) }
    for id in wanted where !repository.contains(id) {
      throw GitError(
        operation: "fetch \(id)", code: GIT_ENOTFOUND.rawValue,
        message: "no reference of the remote stands for it")
    }
  }

  /// Moves references there from exactly their old values to new ones, in the order given.
  func push(_ updates: [RefUpdate]) throws(GitError) -> PushOutcome {
    let connection = try LibraryConnection(repository, address, environment: environment)
    try connection.open(.push)
    let now = try values(of: updates, connection)
    let open = updates.filter { now[$0.name] != $0.new }
    guard open.allSatisfy({ now[$0.name] == $0.old }) else {
      let withheld = Dictionary(uniqueKeysWithValues: open.map { ($0.name, "atomic: not sent") })
      return Self.outcome(open, now: now, words: withheld)
    }
    if open.isEmpty { return Self.outcome([], now: now, words: [:]) }
    let sources = try open.map { update throws(GitError) in try source(of: update) }
    let words = try connection.push(open, from: sources)
    let check = try LibraryConnection(repository, address, environment: environment)
    try check.open(.push)
    return Self.outcome(open, now: try values(of: open, check), words: words)
  }

  /// A reference of ours that stands for what is to be pushed.
  private func source(of update: RefUpdate) throws(GitError) -> String {
    for name in [update.name, "HEAD"] where try repository.resolve(name) == update.new {
      return name
    }
    let all = try repository.references(under: "refs/")
    if let found = all.first(where: { $0.id == update.new }) { return found.name }
    throw GitError(
      operation: "push \(update.new)", code: GIT_ENOTFOUND.rawValue,
      message: "no reference of this repository stands for it")
  }

  private func values(
    of updates: [RefUpdate], _ connection: LibraryConnection
  ) throws(GitError) -> [String: ObjectID] {
    let names = Set(updates.map(\.name))
    let found = try connection.references().filter { names.contains($0.name) }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.id) })
  }

  private static func outcome(
    _ updates: [RefUpdate], now: [String: ObjectID], words: [String: String]
  ) -> PushOutcome {
    let rejections = PushRejection.rejections(of: updates, now: now, words: words)
    return PushOutcome(
      verdict: rejections.isEmpty ? .accepted : .rejected(rejections),
      isAtomic: updates.count <= 1, messages: [])
  }
}
