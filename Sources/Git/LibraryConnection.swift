import CLibgit2

/// One connection of libgit2 to a remote.
@safe final class LibraryConnection {
  /// Which side gives.
  enum Direction {
    case fetch
    case push
  }

  private let pointer: OpaquePointer
  private let name: String
  /// What libgit2's callbacks work with while a call is under way.
  private let answers: LibraryAnswers

  init(
    _ repository: Repository, _ address: String, environment: [String: String]
  ) throws(GitError) {
    name = RemoteLocation.withoutUserInfo(address)
    answers = LibraryAnswers(environment: environment)
    var pointer: OpaquePointer?
    try git(operation: "use the remote `\(name)`") {
      unsafe git_remote_create_anonymous(&pointer, repository.pointer, address)
    }
    guard let pointer = unsafe pointer else { preconditionFailure("success without a handle") }
    unsafe self.pointer = pointer
  }

  deinit { unsafe git_remote_free(pointer) }

  /// Connects.
  func open(_ direction: Direction) throws(GitError) {
    var callbacks = try unsafe callbacks()
    let direction = direction == .fetch ? GIT_DIRECTION_FETCH : GIT_DIRECTION_PUSH
    try during("connect to `\(name)`") {
      unsafe git_remote_connect(pointer, direction, &callbacks, nil, nil)
    }
  }

  /// What the remote said on connecting.
  func references() throws(GitError) -> [RemoteReference] {
    var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try during("list the references of `\(name)`") {
      unsafe git_remote_ls(&heads, &count, pointer)
    }
    var references: [RemoteReference] = []
    var peeled: [String: ObjectID] = [:]
    for index in 0..<count {
      guard let head = unsafe heads?[index]?.pointee else { continue }
      let (name, id) = unsafe (String(cString: head.name), ObjectID(head.oid))
      if name.hasSuffix("^{}") {
        peeled[String(name.dropLast(3))] = id
      } else {
        let target = unsafe head.symref_target.map { unsafe String(cString: $0) }
        references.append(RemoteReference(name: name, id: id, target: target))
      }
    }
    return references.map {
      RemoteReference(name: $0.name, id: $0.id, peeled: peeled[$0.name], target: $0.target)
    }
  }

  /// Brings here what references stand for, without moving any of ours.
  func download(_ names: [String]) throws(GitError) -> FetchProgress {
    let operation = "fetch from `\(name)`"
    var options = unsafe git_fetch_options()
    try git(operation: operation) {
      unsafe git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
    }
    unsafe options.callbacks = try callbacks()
    unsafe options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    try unsafe withStringArray(names) { names throws(GitError) in
      var names = unsafe names
      try during(operation) { unsafe git_remote_download(pointer, &names, &options) }
    }
    guard let stats = unsafe git_remote_stats(pointer)?.pointee else { return FetchProgress() }
    return FetchProgress(
      receivedBytes: stats.received_bytes, receivedObjects: Int(stats.received_objects),
      objectCount: Int(stats.total_objects))
  }

  /// Moves references, and gives the remote's words for each that it refused.
  ///
  /// The sources are names of ours: libgit2 pushes nothing that has no name.
  func push(
    _ updates: [RefUpdate], from sources: [String]
  ) throws(GitError) -> [String: String] {
    let operation = "push to `\(name)`"
    var options = unsafe git_push_options()
    try git(operation: operation) {
      unsafe git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION))
    }
    unsafe options.callbacks = try callbacks()
    answers.expect(updates)
    let moves = zip(sources, updates).map { "\($0):\($1.name)" }
    try unsafe withStringArray(moves) { names throws(GitError) in
      var names = unsafe names
      do throws(GitError) {
        try during(operation) { unsafe git_remote_push(pointer, &names, &options) }
      } catch {
        // Not an error but an answer: the caller looks where the references stand.
        guard answers.isStale || error.isConflict else { throw error }
      }
    }
    return answers.refusals
  }

  private func callbacks() throws(GitError) -> git_remote_callbacks {
    var callbacks = unsafe git_remote_callbacks()
    try git(operation: "use the remote `\(name)`") {
      unsafe git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
    }
    unsafe answers.install(in: &callbacks)
    return unsafe callbacks
  }

  /// Calls libgit2; where credentials were refused, its own text would be an older error's.
  private func during(_ operation: String, _ call: () -> Int32) throws(GitError) {
    do throws(GitError) {
      try git(operation: operation, call)
    } catch {
      guard error.code == GIT_EAUTH.rawValue else { throw error }
      throw GitError(
        operation: operation, code: error.code, message: "the remote accepts none of our keys",
        hint: "add a key to the ssh agent, or to `.ssh` without a passphrase")
    }
  }
}
