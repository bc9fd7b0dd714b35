import CLibgit2

/// A git repository on this machine.
///
/// It belongs to the task that opened it: libgit2's handles must not be used by two at once.
@safe package final class Repository {
  let pointer: OpaquePointer
  let objects: OpaquePointer

  /// The `.git` folder, or the bare repository itself; in a linked work tree its own folder.
  package let gitDirectory: String
  /// The folder that all linked work trees share; elsewhere the same as `gitDirectory`.
  package let commonDirectory: String
  /// The top of the work tree; nil in a bare repository.
  package let workTree: String?
  /// What need not be read once more.
  var recent = RecentObjects()

  private init(taking pointer: OpaquePointer) throws(GitError) {
    unsafe self.pointer = pointer
    unsafe gitDirectory = Self.folder(git_repository_path(pointer)) ?? ""
    unsafe commonDirectory = Self.folder(git_repository_commondir(pointer)) ?? gitDirectory
    unsafe workTree = Self.folder(git_repository_workdir(pointer))
    var objects: OpaquePointer?
    do {
      try git(operation: "open the objects of `\(gitDirectory)`") {
        unsafe git_repository_odb(&objects, pointer)
      }
    } catch {
      unsafe git_repository_free(pointer)
      throw error
    }
    guard let objects = unsafe objects else { preconditionFailure("success without a handle") }
    unsafe self.objects = objects
  }

  deinit {
    unsafe git_odb_free(objects)
    unsafe git_repository_free(pointer)
  }

  /// A folder without the slash at its end that libgit2 always gives.
  private static func folder(_ path: UnsafePointer<CChar>?) -> String? {
    guard let path = unsafe path else { return nil }
    let text = unsafe String(cString: path)
    return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// Whether there is no work tree.
  package var isBare: Bool { workTree == nil }
}

extension Repository {
  /// Opens the repository at a path; with `discover`, also the one around it.
  package static func open(
    at path: String, discover: Bool = false
  ) throws(GitError) -> Repository {
    try GitLibrary.start()
    let flags = discover ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    var pointer: OpaquePointer?
    do {
      try git(operation: "open the repository at `\(path)`") {
        unsafe git_repository_open_ext(&pointer, path, UInt32(flags), nil)
      }
    } catch {
      throw explained(error)
    }
    return try unsafe taking(pointer)
  }

  /// Makes an empty repository whose first branch will be `branch`, such as `main`.
  package static func create(
    at path: String, bare: Bool = false, branch: String = "main"
  ) throws(GitError) -> Repository {
    try GitLibrary.start()
    let operation = "create a repository at `\(path)`"
    var options = unsafe git_repository_init_options()
    try git(operation: operation) {
      unsafe git_repository_init_options_init(
        &options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    }
    unsafe options.flags =
      GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
      | (bare ? GIT_REPOSITORY_INIT_BARE.rawValue : 0)
    var pointer: OpaquePointer?
    try git(operation: operation) {
      unsafe branch.withCString { name in
        unsafe options.initial_head = name
        return unsafe git_repository_init_ext(&pointer, path, &options)
      }
    }
    return try unsafe taking(pointer)
  }

  private static func taking(_ pointer: OpaquePointer?) throws(GitError) -> Repository {
    guard let pointer = unsafe pointer else { preconditionFailure("success without a handle") }
    return try unsafe Repository(taking: pointer)
  }

  private static func explained(_ error: GitError) -> GitError {
    if error.isNotFound {
      return error.hinted("name the folder of a git repository, or make one with `git init`")
    }
    if error.message.contains("extension") {
      return error.hinted("SHA-256 and reftable repositories are not supported")
    }
    return error
  }
}
