import Glibc

/// Another program, run without a shell, within bounds of time and size.
///
/// It inherits nothing but, if asked for, standard error. It is a process group of its own, so that
/// ending it ends what it has started.
package struct Program: Sendable {
  /// What becomes of its messages for people.
  package enum Messages: Sendable {
    /// They go to our standard error, so that it can tell the user what is wrong.
    case shown
    case dropped
  }

  /// How much it may take.
  package struct Limits: Sendable {
    /// A person may have to confirm in a window, so this is longer than a network's limits.
    package var timeMax: Duration = .seconds(60)
    /// The most it may print, in bytes.
    package var outputMax = 64 << 10
    /// How often it is looked at; between two looks the thread is free for others.
    var pollInterval: Duration = .milliseconds(10)

    package init() {}
  }

  private static let chunkSize = 4 << 10

  let path: String
  let arguments: [String]
  let environment: [String: String]
  let messages: Messages

  /// Finds a program by its path, or by its name in the `PATH` of these variables; nil where there
  /// is none.
  package init?(
    _ name: String, _ arguments: [String], environment: [String: String],
    messages: Messages = .shown
  ) {
    guard let path = Self.find(name, in: environment["PATH"]) else { return nil }
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.messages = messages
  }

  /// Runs it to its end and gives what it printed.
  ///
  /// The input is short, a few kilobytes at most. A program that exceeds a limit is ended, as it is
  /// where the waiting task is cancelled.
  package func run(
    input: [UInt8] = [], within limits: Limits = Limits(),
    clock: any Clock<Duration> = ContinuousClock()
  ) async throws(ProgramFailure) -> [UInt8] {
    let process = try start()
    defer { close(process.channel) }
    Self.send(input, to: process.channel)
    var bytes: [UInt8] = []
    var isOpen = true
    for _ in 0..<max(1, Int(limits.timeMax / limits.pollInterval)) {
      if isOpen { isOpen = Self.read(process.channel, into: &bytes, limits) }
      guard bytes.count <= limits.outputMax else {
        process.end()
        throw .tooMuchOutput(limits.outputMax)
      }
      if !isOpen, let status = process.exitStatus() {
        if let failure = ProgramFailure(waitStatus: status) { throw failure }
        return bytes
      }
      do { try await clock.sleep(for: limits.pollInterval) } catch {
        process.end()
        throw .interrupted
      }
    }
    process.end()
    throw .tookTooLong(limits.timeMax)
  }

  /// Sends what fits into the channel's buffer, which is far more than is ever sent; a program that
  /// does not read it is known by its answer.
  private static func send(_ bytes: [UInt8], to channel: Int32) {
    _ = unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    shutdown(channel, Int32(SHUT_WR))
  }

  /// Whether there may be more to read.
  private static func read(
    _ channel: Int32, into bytes: inout [UInt8], _ limits: Limits
  ) -> Bool {
    var chunk = [UInt8](repeating: 0, count: chunkSize)
    while bytes.count <= limits.outputMax {
      let count = unsafe recv(channel, &chunk, chunk.count, Int32(MSG_DONTWAIT))
      if count == 0 { return false }
      guard count > 0 else { return true }
      bytes += chunk[..<count]
    }
    return true
  }

  private static func find(_ name: String, in path: String?) -> String? {
    if name.contains("/") { return name }
    return (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { unsafe access($0, X_OK) == 0 }
  }
}

/// A program that has been started, and our end of the channel to it.
struct RunningProgram {
  let identifier: pid_t
  let channel: Int32

  /// What `waitpid` says of it; nil while it runs.
  func exitStatus() -> Int32? {
    var status: Int32 = 0
    return unsafe waitpid(identifier, &status, WNOHANG) == 0 ? nil : status
  }

  /// Ends it with all that it has started.
  func end() {
    kill(-identifier, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(identifier, &status, 0)
  }
}
