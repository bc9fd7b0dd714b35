import Glibc

/// Runs a program without a shell and gives what it prints, within bounds of time and size.
///
/// Its standard input is empty and its standard error is ours, so that it can tell the user what
/// is wrong. It is a process group of its own, so that ending it ends what it has started.
struct ChildProcess {
  struct Limits {
    /// How long it may take, sign-in in a browser not included.
    var timeMax: Duration = .seconds(60)
    /// The most it may print, in bytes.
    var outputMax = 64 << 10
    /// How often it is looked at; between two looks the thread is free for others.
    let pollInterval: Duration = .milliseconds(20)
  }

  private static let chunkSize = 4 << 10

  private let identifier: pid_t
  private let output: Int32

  /// Starts the program; `words` holds its name and its arguments.
  static func start(
    _ words: [String], environment: [String: String]
  ) throws(CredentialFailure) -> ChildProcess {
    guard let program = words.first, let path = find(program, in: environment["PATH"]) else {
      throw CredentialFailure(
        "there is no program `\(Excerpt(words.first ?? ""))` in `PATH`")
    }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw failure("make a pipe", errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    var identifier: pid_t = 0
    let code = spawn(path, words, environment, writingTo: ends[1], &identifier)
    guard code == 0 else {
      close(ends[0])
      throw failure("start `\(path)`", code)
    }
    return ChildProcess(identifier: identifier, output: ends[0])
  }

  /// Waits for its end, and gives what it printed.
  ///
  /// It is ended where it exceeds a limit, and where the waiting task is cancelled.
  func result(
    within limits: Limits, clock: any Clock<Duration>
  ) async throws(CredentialFailure) -> [UInt8] {
    defer { close(output) }
    var bytes: [UInt8] = []
    var isOpen = true
    for _ in 0..<max(1, Int(limits.timeMax / limits.pollInterval)) {
      if isOpen { isOpen = try read(into: &bytes, limits) }
      if !isOpen, let status = exitStatus() {
        guard status == 0 else { throw Self.ended(status) }
        return bytes
      }
      do { try await clock.sleep(for: limits.pollInterval) } catch {
        end()
        throw CredentialFailure("the program was interrupted")
      }
    }
    end()
    throw CredentialFailure("the program took longer than \(limits.timeMax)")
  }

  /// Whether there may be more to read.
  private func read(
    into bytes: inout [UInt8], _ limits: Limits
  ) throws(CredentialFailure) -> Bool {
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    while bytes.count <= limits.outputMax {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(output, $0.baseAddress, $0.count)
      }
      if count == 0 { return false }
      guard count > 0 else { return true }
      bytes += chunk[..<count]
    }
    end()
    throw CredentialFailure("the program printed more than \(limits.outputMax) bytes")
  }

  /// Nil while it runs.
  private func exitStatus() -> Int32? {
    var status: Int32 = 0
    return unsafe waitpid(identifier, &status, WNOHANG) == 0 ? nil : status
  }

  private func end() {
    kill(-identifier, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(identifier, &status, 0)
  }

  private static func ended(_ status: Int32) -> CredentialFailure {
    let signal = status & 0x7F
    return CredentialFailure(
      signal == 0
        ? "the program ended with exit code \(status >> 8 & 0xFF)"
        : "the program was ended by signal \(signal)")
  }

  private static func failure(_ attempt: String, _ code: Int32) -> CredentialFailure {
    CredentialFailure("cannot \(attempt): \(unsafe String(cString: strerror(code)).lowercased())")
  }

  /// Looks a program up in the `PATH` that was passed in, not in the process's own.
  private static func find(_ program: String, in path: String?) -> String? {
    if program.contains("/") { return program }
    return (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(program)" }
      .first { unsafe access($0, X_OK) == 0 }
  }
}
