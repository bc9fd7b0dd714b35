import CLibgit2

extension Repository {
  /// The value of a configuration key such as `user.name`, the most specific file's; nil where
  /// it is not set.
  package func configured(_ key: String) throws(GitError) -> String? {
    let operation = "read the configuration `\(key)`"
    let snapshot = try unsafe openConfiguration(operation)
    defer { unsafe git_config_free(snapshot) }
    var value: UnsafePointer<CChar>?
    let found = try gitFinds(operation: operation) {
      unsafe git_config_get_string(&value, snapshot, key)
    }
    guard found, let value = unsafe value else { return nil }
    return unsafe String(cString: value)
  }

  /// All configuration, includes followed, in the order in which a later entry of a key wins.
  ///
  /// Keys are as git normalises them: section and variable in lower case, the part between them as
  /// written, such as `http.https://github.com/.extraheader`.
  package func configuration() throws(GitError) -> [(key: String, value: String)] {
    let operation = "read the configuration"
    let snapshot = try unsafe openConfiguration(operation)
    defer { unsafe git_config_free(snapshot) }
    var iterator: OpaquePointer?
    try git(operation: operation) { unsafe git_config_iterator_new(&iterator, snapshot) }
    defer { unsafe git_config_iterator_free(iterator) }
    var result: [(key: String, value: String)] = []
    while true {
      var entry: UnsafeMutablePointer<git_config_entry>?
      let code = unsafe git_config_next(&entry, iterator)
      if code == GIT_ITEROVER.rawValue { return result }
      try git(operation: operation) { code }
      guard let entry = unsafe entry?.pointee else { continue }
      // A key without `=` means true and has no text.
      let value = unsafe entry.value.map { unsafe String(cString: $0) } ?? "true"
      unsafe result.append((String(cString: entry.name), value))
    }
  }

  /// The name and address that the user's git commits with; nil unless both are set.
  package func identity() throws(GitError) -> (name: String, email: String)? {
    guard let name = try configured("user.name"), let email = try configured("user.email"),
      !name.isEmpty, !email.isEmpty
    else { return nil }
    return (name, email)
  }

  private func openConfiguration(_ operation: String) throws(GitError) -> OpaquePointer? {
    var snapshot: OpaquePointer?
    try git(operation: operation) {
      unsafe git_repository_config_snapshot(&snapshot, pointer)
    }
    return unsafe snapshot
  }
}
