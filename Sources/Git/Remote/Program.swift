import Glibc

/// A program that is run without a shell, for a bounded time, with bounded output.
///
/// Only `git credential` is run this way: the one part of git that no library offers.
struct Program: Sendable {
  static let outputBytesMax = 64 << 10

  /// The full path of the program.
  let path: String
  let arguments: [String]
  let environment: [String: String]

  struct Result: Sendable {
    /// The exit status; nil where the program was killed, by us or by others.
    let status: Int32?
    let output: [UInt8]
  }

  /// Runs the program with this input; its messages for people go nowhere.
  ///
  /// When the time is up the program is killed with everything that it started. Throws the error
  /// number where it could not be started.
  func run(input: [UInt8], timeLimit: Duration) throws(SystemError) -> Result {
    let channel = try Channel()
    defer { channel.close() }
    let process = try start(channel)
    channel.closeChild()
    channel.send(input)
    let (output, isComplete) = channel.receive(max: Self.outputBytesMax, until: .now + timeLimit)
    return Result(status: Self.end(process, kill: !isComplete), output: output)
  }

  /// The first program of this name in the folders of `PATH`.
  static func named(_ name: String, in environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
  }

  private func start(_ channel: Channel) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, channel.child, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, channel.child, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts can be ended with it; and signals as a program
    // expects them, whatever the thread that starts it has blocked.
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var process = pid_t()
    let argumentList = CStringArray([path] + arguments)
    let environmentList = CStringArray(environment.map { "\($0)=\($1)" }.sorted())
    let code = unsafe posix_spawn(
      &process, path, &actions, &attributes, argumentList.pointer, environmentList.pointer)
    guard code == 0 else { throw SystemError(code) }
    return process
  }

  /// Waits for the program's end, and brings it about where asked to.
  private static func end(_ process: pid_t, kill mustDie: Bool) -> Int32? {
    var status: Int32 = 0
    if mustDie, unsafe waitpid(process, &status, WNOHANG) == process { return exit(status) }
    if mustDie { kill(-process, SIGKILL) }
    while unsafe waitpid(process, &status, 0) == -1 {
      guard errno == EINTR else { return nil }
    }
    return exit(status)
  }

  private static func exit(_ status: Int32) -> Int32? {
    status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }
}

/// An error number of the operating system.
struct SystemError: Error {
  let code: Int32

  init(_ code: Int32) {
    self.code = code
  }
}

/// A pair of connected sockets: sockets, because writing to one whose reader has gone can be told
/// to raise no signal.
private struct Channel {
  private let parent: Int32
  let child: Int32

  init() throws(SystemError) {
    var pair: (Int32, Int32) = (-1, -1)
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let code = unsafe withUnsafeMutablePointer(to: &pair) {
      unsafe $0.withMemoryRebound(to: Int32.self, capacity: 2) {
        unsafe socketpair(AF_UNIX, kind, 0, $0)
      }
    }
    guard code == 0 else { throw SystemError(errno) }
    (parent, child) = pair
  }

  func closeChild() { Glibc.close(child) }

  func close() { Glibc.close(parent) }

  /// Sends all of it, the little that we send: it fits into the socket's buffer.
  ///
  /// A program that does not read its input is noticed by its answer.
  func send(_ bytes: [UInt8]) {
    _ = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(parent, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    shutdown(parent, Int32(SHUT_WR))
  }

  /// Reads to the end, to the bound or to the deadline; tells whether the end was reached.
  func receive(max: Int, until deadline: ContinuousClock.Instant) -> ([UInt8], isComplete: Bool) {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while output.count < max {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return (output, false) }
      var poller = pollfd(fd: parent, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&poller, 1, Self.milliseconds(left)) > 0 else { continue }
      let count = unsafe recv(parent, &chunk, chunk.count, 0)
      guard count > 0 else { return (output, count == 0) }
      output += chunk.prefix(count)
    }
    return (output, false)
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    return Int32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}

/// The array of C strings that programs are started with.
@safe private final class CStringArray {
  private(set) var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointer = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      unsafe pointer[index] = strdup(string)
    }
    unsafe pointer[count] = nil
  }

  deinit {
    for index in 0..<count { unsafe free(pointer[index]) }
    unsafe pointer.deallocate()
  }
}
