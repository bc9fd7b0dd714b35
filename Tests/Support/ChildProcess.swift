package import Foundation
import Glibc
import Synchronization

/// A program that a test has started, and that inherits nothing but what it is given.
///
/// With Foundation's `Process` and `Pipe`, programs that start at the same moment inherit the ends
/// of each other's pipes, so that who reads one waits for both; and the signals that the starting
/// thread blocks stay blocked.
package final class ChildProcess: Sendable {
  /// Why a program could not be started.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// How a program ended.
  package enum End: Sendable, Equatable {
    case exit(Int32)
    case signal(Int32)

    /// The exit status, or the number of the signal.
    package var status: Int32 {
      switch self {
      case .exit(let status), .signal(let status): status
      }
    }
  }

  /// Its number, which stays its own until it was waited for.
  package let identifier: pid_t
  private let end = Mutex<End?>(nil)

  /// Two ends to talk to a program, which no other program inherits, at whatever moment it starts.
  package static func channel() throws -> (ours: FileHandle, theirs: FileHandle) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Failure(description: "cannot make a channel: error \(errno)")
    }
    return (
      FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
      FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    )
  }

  /// Starts a program, found by `PATH`, with its arguments; what is nil is `/dev/null`.
  package init(
    _ words: [String], in folder: String? = nil, environment: [String: String]? = nil,
    input: FileHandle? = nil, output: FileHandle? = nil, error: FileHandle? = .standardError
  ) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, handle) in [input, output, error].enumerated() {
      if let handle {
        unsafe posix_spawn_file_actions_adddup2(&actions, handle.fileDescriptor, Int32(number))
      } else {
        unsafe posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
      }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    // The variables are for the program, not for the one that finds it.
    let words = ["env", "-i", "-C", folder ?? "."] + variables + words
    var identifier: pid_t = 0
    let code = unsafe Self.withCStrings(words) { arguments in
      unsafe posix_spawnp(&identifier, words[0], &actions, &attributes, arguments, environ)
    }
    guard code == 0 else {
      let reason = unsafe String(cString: strerror(code))
      throw Failure(description: "cannot start `\(words)`: \(reason)")
    }
    self.identifier = identifier
  }

  /// Sends a signal, unless it has been waited for.
  package func send(_ signal: Int32) {
    end.withLock { end in
      if end == nil { _ = kill(identifier, signal) }
    }
  }

  /// Whether it still runs.
  package var isRunning: Bool { collect(WNOHANG) == nil }

  /// Waits for its end.
  @discardableResult
  package func wait() -> End {
    // Waited for without the lock, so that it can be ended meanwhile; then collected with it.
    var information = unsafe siginfo_t()
    let options = WEXITED | WNOWAIT
    while unsafe waitid(P_PID, id_t(identifier), &information, options) == -1, errno == EINTR {}
    guard let end = collect(0) else { preconditionFailure("a program that has ended runs") }
    return end
  }

  private func collect(_ options: Int32) -> End? {
    end.withLock { end in
      var status: Int32 = 0
      if end == nil, unsafe waitpid(identifier, &status, options) == identifier {
        end = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
      }
      return end
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
