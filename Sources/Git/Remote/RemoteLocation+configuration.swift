import CLibgit2

extension RemoteLocation {
  /// Reads the name of a remote that the repository's configuration knows, such as `origin`, or
  /// else an address or a path.
  ///
  /// Addresses are rewritten as git rewrites them (`url.<base>.insteadOf`), and a push goes to
  /// `remote.<name>.pushurl` where that is set.
  package init(
    _ text: String, in repository: Repository, isForPush: Bool = false
  ) throws(RemoteError) {
    let address = try RemoteError.during("use the remote `\(Self.withoutUserInfo(text))`") {
      () throws(GitError) in try Self.address(text, in: repository, isForPush: isForPush)
    }
    try self.init(address)
  }

  private static func address(
    _ text: String, in repository: Repository, isForPush: Bool
  ) throws(GitError) -> String {
    var remote: OpaquePointer?
    defer { unsafe git_remote_free(remote) }
    let code = unsafe git_remote_lookup(&remote, repository.pointer, text)
    // An address is no valid name.
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      try git(operation: "read the address") {
        unsafe git_remote_create_anonymous(&remote, repository.pointer, text)
      }
    } else {
      try git(operation: "read its configuration") { code }
    }
    let pushAddress = unsafe isForPush ? git_remote_pushurl(remote) : nil
    guard let address = unsafe pushAddress ?? git_remote_url(remote) else {
      throw GitError(
        operation: "read its configuration", message: "it has no address",
        hint: "set one with `git remote set-url`")
    }
    return unsafe String(cString: address)
  }
}
