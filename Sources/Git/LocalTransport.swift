import CLibgit2

/// A remote that is a folder of this machine: both repositories are open at once.
///
/// libgit2's own way into a folder is not used, because it moves references without looking where
/// they stand, so that of two runs at once one could undo the other's work.
struct LocalTransport {
  /// How often, and how far apart, references are tried that another push has locked.
  private static let lockAttemptsMax = 40
  private static let lockInterval = Duration.milliseconds(50)

  private let repository: Repository
  private let path: String

  /// Takes a path or a `file://` URL.
  init(_ repository: Repository, to address: String) {
    self.repository = repository
    path = Self.path(of: address)
  }

  /// The references whose full names begin with one of the prefixes; all without prefixes.
  func references(under prefixes: [String]) throws(GitError) -> [RemoteReference] {
    let other = try Repository.open(at: path)
    var references: [RemoteReference] = []
    if case .branch(let name, let id?) = try other.head() {
      references.append(RemoteReference(name: "HEAD", id: id, target: name))
    } else if let id = try other.head().id {
      references.append(RemoteReference(name: "HEAD", id: id))
    }
    for (name, id) in try other.references(under: "refs/") {
      references.append(
        RemoteReference(name: name, id: id, peeled: try other.tag(id)?.target))
    }
    return references.filter { reference in
      prefixes.isEmpty || prefixes.contains { reference.name.hasPrefix($0) }
    }
  }

  /// Brings objects here with all they need; nothing of them is visible unless all are here.
  func fetch(_ ids: [ObjectID], progress: (FetchProgress) -> Void) throws(GitError) {
    let wanted = Set(ids).filter { !repository.contains($0) }.sorted()
    if wanted.isEmpty { return }
    let other = try Repository.open(at: path)
    try Self.copy(
      wanted, known: LocalTips(repository).known, from: other, to: repository, progress)
  }

  /// Moves references there from exactly their old values to new ones, all or none.
  func push(_ updates: [RefUpdate]) throws(GitError) -> PushOutcome {
    let other = try Repository.open(at: path)
    let now = try Self.values(of: updates, in: other)
    let open = updates.filter { now[$0.name] != $0.new }
    let refused = try Self.checkedOut(open, in: other)
    guard refused.isEmpty, open.allSatisfy({ now[$0.name] == $0.old }) else {
      return Self.rejected(open, now: now, words: refused)
    }
    if !open.isEmpty {
      let known = try LocalTips(other).known
      try Self.copy(open.map(\.new), known: known, from: repository, to: other) { _ in }
    }
    for _ in 1..<Self.lockAttemptsMax {
      do throws(GitError) {
        return try Self.move(open, in: other)
      } catch {
        guard error.isLocked else { throw error }
        Pause.sleep(for: Self.lockInterval)
      }
    }
    return try Self.move(open, in: other)
  }

  /// Locks all references, looks once more where they stand, and only then moves them.
  private static func move(
    _ updates: [RefUpdate], in other: Repository
  ) throws(GitError) -> PushOutcome {
    let operation = "move the references of `\(other.gitDirectory)`"
    var transaction: OpaquePointer?
    try git(operation: operation) { unsafe git_transaction_new(&transaction, other.pointer) }
    defer { unsafe git_transaction_free(transaction) }
    for update in updates {
      try git(operation: "lock `\(update.name)`") {
        unsafe git_transaction_lock_ref(transaction, update.name)
      }
    }
    let now = try values(of: updates, in: other)
    guard updates.allSatisfy({ now[$0.name] == $0.old }) else {
      return rejected(updates, now: now, words: [:])
    }
    for update in updates {
      var oid = update.new.oid
      try git(operation: operation) {
        unsafe git_transaction_set_target(transaction, update.name, &oid, nil, "push")
      }
    }
    try git(operation: operation) { unsafe git_transaction_commit(transaction) }
    return PushOutcome(verdict: .accepted, isAtomic: true, messages: [])
  }

  /// Copies what one repository has and the other needs, checked like anything that comes in.
  private static func copy(
    _ ids: [ObjectID], known: KnownObjects, from source: Repository, to target: Repository,
    _ progress: (FetchProgress) -> Void
  ) throws(GitError) {
    var selection = try ObjectSelection(source)
    try selection.choose(ids, without: known)
    guard !selection.choices.isEmpty else { return }
    var bytes: [UInt8] = []
    try OutgoingPack.append(selection.choices, of: source, to: &bytes)
    let pack = try IncomingPack(target)
    try pack.append(bytes[...])
    progress(pack.progress)
    try pack.finish(wanted: ids, known: known)
  }

  private static func values(
    of updates: [RefUpdate], in repository: Repository
  ) throws(GitError) -> [String: ObjectID] {
    var values: [String: ObjectID] = [:]
    for update in updates { values[update.name] = try repository.resolve(update.name) }
    return values
  }

  private static func rejected(
    _ updates: [RefUpdate], now: [String: ObjectID], words: [String: String]
  ) -> PushOutcome {
    let withheld = "atomic push: another reference was refused"
    let words = Dictionary(
      uniqueKeysWithValues: updates.map { ($0.name, words[$0.name] ?? withheld) })
    let rejections = PushRejection.rejections(of: updates, now: now, words: words)
    return PushOutcome(verdict: .rejected(rejections), isAtomic: true, messages: [])
  }

  /// Why branches cannot be moved that a work tree shows: its files would seem edited.
  private static func checkedOut(
    _ updates: [RefUpdate], in other: Repository
  ) throws(GitError) -> [String: String] {
    guard !other.isBare, case .branch(let branch, _) = try other.head(),
      updates.contains(where: { $0.name == branch }),
      !["ignore", "warn"].contains(try other.configured("receive.denyCurrentBranch"))
    else { return [:] }
    return [branch: "the branch is checked out there"]
  }

  /// Whether an address names a folder, by git's rule: `host:path` is ssh, `./host:path` is not.
  static func isFolder(_ address: String) -> Bool {
    if address.contains("://") { return address.lowercased().hasPrefix("file://") }
    guard let colon = address.firstIndex(of: ":") else { return true }
    return address[..<colon].contains("/")
  }

  /// The path that an address names.
  static func path(of address: String) -> String {
    let scheme = "file://"
    guard address.lowercased().hasPrefix(scheme) else { return address }
    let path = address.dropFirst(scheme.count).drop { $0 != "/" }
    return decoded(path)
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(Substring(rest.prefix(2)))
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
