import CLibgit2

/// Git's index: which content each path had when it was last added or checked out.
@safe final class IndexFile {
  /// What the index knows of one path.
  struct Entry: Equatable {
    let mode: FileMode
    let id: ObjectID
  }

  private static let advice =
    "split and sparse indexes are not supported: see `git update-index --no-split-index` and "
    + "`git sparse-checkout disable`"

  private let path: String
  let pointer: OpaquePointer

  /// Reads an index; an absent file is an empty index.
  init(at path: String) throws(GitError) {
    self.path = path
    var pointer: OpaquePointer?
    do {
      try git(operation: "read the index `\(path)`") { unsafe git_index_open(&pointer, path) }
    } catch {
      throw error.hinted(Self.advice)
    }
    guard let pointer = unsafe pointer else { preconditionFailure("success without a handle") }
    unsafe self.pointer = pointer
  }

  deinit { unsafe git_index_free(pointer) }

  /// Calls a function with every entry.
  private func forEach(
    _ body: (borrowing git_index_entry, String) throws(GitError) -> Void
  ) throws(GitError) {
    let count = unsafe git_index_entrycount(pointer)
    for position in 0..<count {
      guard let entry = unsafe git_index_get_byindex(pointer, position) else { continue }
      try unsafe body(entry.pointee, String(cString: entry.pointee.path))
    }
  }

  /// Makes the index say that a path has some content.
  ///
  /// With the status of the file that has it, `git status` need not read the file again; without
  /// one it will.
  func set(
    _ path: String, _ entry: Entry, isSkipped: Bool, _ status: FileStatus?
  ) throws(GitError) {
    var raw = unsafe git_index_entry()
    unsafe raw.mode = entry.mode.rawValue
    unsafe raw.id = entry.id.oid
    if isSkipped {
      unsafe raw.flags_extended = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
    }
    if let status { unsafe raw.take(status) }
    try git(operation: "write `\(path)` to the index") {
      unsafe path.withCString { path in
        unsafe raw.path = unsafe path
        return unsafe git_index_add(pointer, &raw)
      }
    }
  }

  /// Makes the index forget a path.
  func remove(_ path: String) throws(GitError) {
    _ = try gitFinds(operation: "remove `\(path)` from the index") {
      unsafe git_index_remove(pointer, path, 0)
    }
  }

  /// A file as the index last saw it.
  struct Known {
    let id: ObjectID
    let inode: UInt32
    let size: UInt32
    let modified: FileStatus.Moment
    let changed: FileStatus.Moment

    init(_ entry: borrowing git_index_entry) {
      unsafe id = ObjectID(entry.id)
      unsafe inode = entry.ino
      unsafe size = entry.file_size
      unsafe modified = FileStatus.Moment(entry.mtime)
      unsafe changed = FileStatus.Moment(entry.ctime)
    }

    /// Whether a file looks as it did then, to the nanosecond.
    func matches(_ status: FileStatus) -> Bool {
      status.modified == modified && status.changed == changed
        && UInt32(truncatingIfNeeded: status.size) == size
        && UInt32(truncatingIfNeeded: status.inode) == inode
    }
  }

  /// A file as the index last saw it; nil where the index has none at the path.
  func known(_ path: String) -> Known? {
    unsafe git_index_get_bypath(pointer, path, 0).map { unsafe Known($0.pointee) }
  }

  /// Makes git look again at files that may have changed after the index was last written, in the
  /// same second.
  ///
  /// Git compares times, and takes one that is not older than the index for no proof. The index is
  /// about to become younger, so what was no proof must not become one.
  func distrustFiles(
    since written: FileStatus.Moment,
    unless isUnchanged: (String, Known) throws(GitError) -> Bool
  ) throws(GitError) {
    var doubtful: [String] = []
    try unsafe forEach { raw, path throws(GitError) in
      let isFile = unsafe FileMode(rawValue: raw.mode).isFile
      guard isFile, unsafe Int64(raw.mtime.seconds) >= written.seconds else { return }
      if try unsafe !isUnchanged(path, Known(raw)) { doubtful.append(path) }
    }
    for path in doubtful {
      guard let entry = unsafe git_index_get_bypath(pointer, path, 0) else { continue }
      var raw = unsafe entry.pointee
      unsafe raw.file_size = 0
      try git(operation: "write `\(path)` to the index") { unsafe git_index_add(pointer, &raw) }
    }
  }

  /// Replaces the file.
  func write() throws(GitError) {
    try git(operation: "write the index `\(path)`") { unsafe git_index_write(pointer) }
  }
}

extension git_index_entry {
  /// Takes over what git compares to see whether a file has changed; it keeps 32 bits of each.
  fileprivate mutating func take(_ status: FileStatus) {
    unsafe ctime = git_index_time(status.changed)
    unsafe mtime = git_index_time(status.modified)
    unsafe dev = UInt32(truncatingIfNeeded: status.device)
    unsafe ino = UInt32(truncatingIfNeeded: status.inode)
    unsafe uid = status.user
    unsafe gid = status.group
    unsafe file_size = UInt32(truncatingIfNeeded: status.size)
  }
}

extension FileStatus.Moment {
  fileprivate init(_ time: git_index_time) {
    self.init(seconds: Int64(time.seconds), nanoseconds: Int64(time.nanoseconds))
  }
}

extension git_index_time {
  fileprivate init(_ moment: FileStatus.Moment) {
    self.init(
      seconds: Int32(truncatingIfNeeded: moment.seconds),
      nanoseconds: UInt32(truncatingIfNeeded: moment.nanoseconds))
  }
}
