import CLibgit2

/// libgit2 as a whole: started once, with the options this program relies on.
package enum GitLibrary {
  private static let started: Result<Void, GitError> = Result { () throws(GitError) in
    let operation = "start libgit2"
    // Not through the funnel: before this call libgit2 has no place to keep an error's text.
    guard git_libgit2_init() > 0 else {
      throw GitError(operation: operation, message: "it does not initialise")
    }
    let options: [(git_libgit2_opt_t, Int32)] = [
      // No hook and no program of the repository is ever run, so its owner may be anybody.
      (GIT_OPT_SET_OWNER_VALIDATION, 0),
      // Three quarters of a walk through history; what is written is checked by the indexer.
      (GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0),
    ]
    for (option, value) in options {
      try git(operation: operation) { mamip_git_option_int(option, value) }
    }
    try git(operation: operation) { mamip_git_allow_harmless_extensions() }
  }

  /// Starts libgit2 if it is not running; every way to a repository begins here.
  static func start() throws(GitError) {
    try started.get()
  }

  /// The version of libgit2 at run time, such as `1.5.1`.
  package static var version: String {
    var numbers: (Int32, Int32, Int32) = (0, 0, 0)
    unsafe git_libgit2_version(&numbers.0, &numbers.1, &numbers.2)
    return "\(numbers.0).\(numbers.1).\(numbers.2)"
  }

  /// Where the user's and the system's configuration is looked for.
  package enum ConfigurationLevel: Sendable {
    case system
    case xdg
    case global
  }

  /// Replaces the folder in which libgit2 looks for a level's file; an empty text means none.
  ///
  /// It looks for `gitconfig`, `config` and `.gitconfig` respectively. Process-wide, so call it
  /// before the first repository is opened.
  package static func setConfigurationFolder(
    _ level: ConfigurationLevel, to folder: String
  ) throws(GitError) {
    try start()
    let number =
      switch level {
      case .system: GIT_CONFIG_LEVEL_SYSTEM
      case .xdg: GIT_CONFIG_LEVEL_XDG
      case .global: GIT_CONFIG_LEVEL_GLOBAL
      }
    try git(operation: "set where git's configuration is found") {
      unsafe mamip_git_option_search_path(number, folder)
    }
  }
}

/// The one way to call libgit2: what is negative becomes an error that says what was attempted.
@discardableResult
func git(
  operation: @autoclosure () -> String, _ call: () -> Int32
) throws(GitError) -> Int32 {
  git_error_clear()
  let code = call()
  guard code >= 0 else { throw GitError.last(code, operation: operation()) }
  return code
}

/// Calls libgit2 where an absent object is an answer: false says that it is not there.
func gitFinds(
  operation: @autoclosure () -> String, _ call: () -> Int32
) throws(GitError) -> Bool {
  git_error_clear()
  let code = call()
  if code == GIT_ENOTFOUND.rawValue { return false }
  guard code >= 0 else { throw GitError.last(code, operation: operation()) }
  return true
}
