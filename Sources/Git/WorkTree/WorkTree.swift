import Glibc

/// The work tree, in which no symbolic link is ever followed.
///
/// Paths are relative to its top.
struct WorkTree: ~Copyable {
  /// What stands at a path.
  enum Content: Equatable {
    case missing
    case file(ObjectID, FileStatus)
    /// A link, a folder, something below a link: nothing that we would have written.
    case other
  }

  /// Files larger than that are not ours.
  private static let sizeMax: Int64 = 64 << 20
  /// Where new content stands before it gets its name; a killed run can leave one of these.
  private static let temporaryName = ".mamip-bot.tmp"

  private let path: String
  private let root: FileDescriptor
  private let replaced = ReplacedFiles()

  init(at path: String) throws(GitError) {
    self.path = path
    let operation = "open the work tree `\(path)`"
    guard let root = try FileDescriptor.open(path, O_RDONLY | O_DIRECTORY, operation: operation)
    else { throw .system(ENOENT, operation: operation) }
    self.root = root
  }

  /// What stands at a path, its content named as git would name it.
  ///
  /// A file is read unless the caller knows by its status what is in it.
  func content(
    of path: String, known: (FileStatus) -> ObjectID? = { _ in nil }
  ) throws(GitError) -> Content {
    let operation = "read `\(path)`"
    let reached = try reach(path) { folder, name throws(GitError) -> Content in
      guard let status = try FileStatus.of(name, in: folder, operation: operation) else {
        return .missing
      }
      guard status.isRegular, status.size <= Self.sizeMax else { return .other }
      if let id = known(status) { return .file(id, status) }
      guard let file = try folder.open(name, O_RDONLY | O_NONBLOCK, operation: operation)
      else { return .other }
      var hasher = ObjectHasher()
      return .file(hasher.id(.blob, try file.readAll(operation: operation)), status)
    }
    switch reached {
    case .missing: return .missing
    case .blocked: return .other
    case .done(let content): return content
    }
  }

  /// What the system knows about a path, a link in place of a folder being followed.
  func status(of path: String) throws(GitError) -> FileStatus? {
    try FileStatus.of("\(self.path)/\(path)", operation: "look at `\(path)`")
  }

  /// Puts content at a path, in one step that a kill cannot divide.
  func write(
    _ path: String, _ bytes: [UInt8], executable: Bool
  ) throws(GitError) -> FileStatus {
    let operation = "write `\(path)`"
    let reached = try reach(path, makingFolders: true) { folder, name throws(GitError) in
      unsafe unlinkat(folder.number, Self.temporaryName, 0)
      let file = try folder.create(
        Self.temporaryName, executable: executable, operation: operation)
      do throws(GitError) {
        try file.write(bytes, operation: operation)
        // Held over the renaming, so that the system does not free it there.
        let old = try folder.open(name, FileDescriptor.pathOnly, operation: operation)
        guard unsafe renameat(folder.number, Self.temporaryName, folder.number, name) == 0 else {
          throw GitError.system(errno, operation: operation)
        }
        if let old { replaced.free(old) }
      } catch {
        unsafe unlinkat(folder.number, Self.temporaryName, 0)
        throw error
      }
      return try FileStatus.of(file, operation: operation)
    }
    guard case .done(let status) = reached else {
      throw GitError(operation: operation, message: "a folder of it is a link or a file")
    }
    return status
  }

  /// Removes the file at a path, and the folders that are empty then.
  func remove(_ path: String) throws(GitError) {
    let operation = "remove `\(path)`"
    _ = try reach(path) { folder, name throws(GitError) in
      guard unsafe unlinkat(folder.number, name, 0) == 0 || errno == ENOENT else {
        throw .system(errno, operation: operation)
      }
    }
    var folders = path.split(separator: "/").dropLast()
    while !folders.isEmpty {
      // A folder that is not empty stays; that is no failure.
      _ = try reach(folders.joined(separator: "/")) { parent, name throws(GitError) in
        unsafe unlinkat(parent.number, name, AT_REMOVEDIR)
      }
      folders.removeLast()
    }
  }

  /// Removes the file that a run killed while writing at or below a path left.
  func removeLeftovers(of path: String) throws(GitError) {
    for place in [Self.temporaryName, "\(path)/\(Self.temporaryName)"] {
      guard case .file = try content(of: place) else { continue }
      try remove(place)
    }
  }
}

extension WorkTree {
  private enum Reached<Result> {
    case missing
    /// A folder of the path is a link or a file.
    case blocked
    case done(Result)
  }

  /// Opens the folder of a path, one name after the other.
  private func reach<Result>(
    _ path: String, makingFolders: Bool = false,
    _ body: (borrowing FileDescriptor, String) throws(GitError) -> Result
  ) throws(GitError) -> Reached<Result> {
    let names = path.split(separator: "/").map(String.init)
    return try reach(names[...], in: root, makingFolders, body)
  }

  private func reach<Result>(
    _ names: ArraySlice<String>, in folder: borrowing FileDescriptor, _ makingFolders: Bool,
    _ body: (borrowing FileDescriptor, String) throws(GitError) -> Result
  ) throws(GitError) -> Reached<Result> {
    guard let name = names.first else { return .blocked }
    if names.count == 1 { return .done(try body(folder, name)) }
    let operation = "open the folder `\(name)` of the work tree"
    if makingFolders, unsafe mkdirat(folder.number, name, 0o777) != 0, errno != EEXIST {
      throw .system(errno, operation: operation)
    }
    if let next = try folder.open(name, O_RDONLY | O_DIRECTORY, operation: operation) {
      return try reach(names.dropFirst(), in: next, makingFolders, body)
    }
    let isThere = try FileStatus.of(name, in: folder, operation: operation) != nil
    return isThere ? .blocked : .missing
  }
}
