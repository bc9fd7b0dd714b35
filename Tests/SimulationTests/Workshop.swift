import Foundation
import Support

/// A folder in which the built program and `git` work, several at a time.
struct Workshop: Sendable {
  /// How a program ended and what it said.
  struct Ended: Sendable, CustomStringConvertible {
    /// The exit status, or the signal.
    let status: Int32
    let isKilled: Bool
    let output: String
    let error: String

    var isSuccess: Bool { status == 0 && !isKilled }

    var description: String {
      (isKilled ? "killed by signal \(status)" : "exit status \(status)") + ": \(output)\(error)"
    }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let path: String

  /// The program under test, which stands beside the tests.
  static let bot: String = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "mamip-bot").path
  }()

  init(_ fixture: GitFixture) {
    path = fixture.path
  }

  /// The full path of something in the folder.
  func at(_ name: String) -> String { "\(path)/\(name)" }

  /// Starts a program.
  func start(
    _ command: [String], in folder: String = ".", environment: [String: String] = [:]
  ) throws -> Running {
    let clean = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0",
      "GIT_TERMINAL_PROMPT": "0", "HOME": path, "LC_ALL": "C", "TZ": "UTC",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    let (said, output) = try ChildProcess.channel()
    let (complaint, error) = try ChildProcess.channel()
    let process = try ChildProcess(
      command, in: at(folder), environment: clean.merging(environment) { $1 },
      output: output, error: error)
    try output.close()
    try error.close()
    return Running(process: process, output: said, error: complaint)
  }

  /// Runs a program to its end.
  func run(
    _ command: [String], in folder: String = ".", environment: [String: String] = [:]
  ) throws -> Ended {
    try start(command, in: folder, environment: environment).end()
  }

  /// Runs a program that has to succeed and gives its output, without white space around it.
  @discardableResult
  func succeed(
    _ command: [String], in folder: String = ".", environment: [String: String] = [:]
  ) throws -> String {
    let ended = try run(command, in: folder, environment: environment)
    guard ended.isSuccess else {
      throw Failure(description: "`\(command.joined(separator: " "))`: \(ended)")
    }
    return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The same for a command that stands in the code.
  @discardableResult
  func succeed(_ command: String..., in folder: String = ".") throws -> String {
    try succeed(command, in: folder)
  }

  /// Writes a file, its folders included.
  func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: at(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}

extension Workshop {
  /// The command of a run on an archive, which is pushed only where an address is given.
  func syncCommand(
    _ archive: String, from source: String = "source", pushingTo remote: String? = nil
  ) -> [String] {
    let push = remote.map { ["--push", "--remote", $0] } ?? ["--no-push"]
    return [Self.bot, "sync", "--source", at(source), "--repository", at(archive)] + push
  }

  /// Makes an empty archive in which the bot has a name of its own.
  func makeArchive(_ folder: String, isBare: Bool = false) throws {
    try succeed(
      ["git", "init", "--quiet", "--template=", "--initial-branch=main", folder]
        + (isBare ? ["--bare"] : []))
    try succeed("git", "config", "user.name", "Archivist", in: folder)
    try succeed("git", "config", "user.email", "archivist@localhost", in: folder)
  }
}

/// A program at work.
struct Running {
  let process: ChildProcess
  let output: FileHandle
  let error: FileHandle

  func send(_ signal: CrashPoint.Signal) {
    process.send(signal.number)
  }

  /// Returns when it has said something on standard error; what it says until then is not kept.
  func wait(forMessage text: String) throws {
    var said = ""
    while !said.contains(text) {
      let piece = error.availableData
      guard !piece.isEmpty else {
        throw Workshop.Failure(description: "it ended without saying `\(text)`: \(said)")
      }
      said += String(decoding: piece, as: UTF8.self)
    }
  }

  /// Waits for its end.
  func end() throws -> Workshop.Ended {
    let text = try output.readToEnd() ?? Data()
    let complaint = try error.readToEnd() ?? Data()
    let end = process.wait()
    return Workshop.Ended(
      status: end.status, isKilled: end == .signal(end.status),
      output: String(decoding: text, as: UTF8.self),
      error: String(decoding: complaint, as: UTF8.self))
  }
}
