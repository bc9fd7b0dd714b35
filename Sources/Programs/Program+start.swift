import Glibc

extension Program {
  /// Starts it with one channel for standard input and output.
  func start() throws(ProgramFailure) -> RunningProgram {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    // A socket, because writing to one whose reader has gone can be told to raise no signal.
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw failure(errno) }
    defer { close(ends[1]) }
    var identifier: pid_t = 0
    let code = spawn(over: ends[1], &identifier)
    guard code == 0 else {
      close(ends[0])
      throw failure(code)
    }
    return RunningProgram(identifier: identifier, channel: ends[0])
  }

  private func spawn(over channel: Int32, _ identifier: inout pid_t) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, channel, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, channel, STDOUT_FILENO)
    if messages == .dropped {
      unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    // Signals as a program expects them, whatever the thread that starts it has blocked.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let variables = environment.map { "\($0)=\($1)" }.sorted()
    return unsafe Self.withCStrings([path] + arguments) { argv in
      unsafe Self.withCStrings(variables) { envp in
        unsafe posix_spawn(&identifier, path, &actions, &attributes, argv, envp)
      }
    }
  }

  private func failure(_ code: Int32) -> ProgramFailure {
    .notStarted(path: path, reason: unsafe String(cString: strerror(code)).lowercased())
  }

  /// Lends the texts as C has them: an array of pointers that ends in nil.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(pointers)
  }
}
