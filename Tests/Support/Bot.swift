import Foundation

/// The built program, run as a person or a scheduler runs it.
///
/// It sees a clean environment: a home folder that is empty, no configuration of the machine, no
/// credentials but those that the test gives.
package struct Bot: Sendable {
  /// What one run said.
  package struct Outcome: Sendable {
    /// The exit status, or the number of the signal that ended it; 9 where the time ran out.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let error: String

    /// Everything it said, for a test that fails.
    package var text: String { "status \(status)\n\(output)\(error)" }
  }

  /// A run that hangs fails its test after so many seconds.
  private static let secondsMax = 120

  /// The program that was built with the tests: it lies beside them.
  package static let path: String = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appending(path: "mamip-bot").path
  }()

  /// The folder that `folder` of `run` is relative to; it is also the home folder.
  package let root: String
  /// Variables set for every run, besides the clean ones.
  package var environment: [String: String]

  /// Runs in the folder of a fixture.
  package init(in fixture: GitFixture, environment: [String: String] = [:]) {
    root = fixture.path
    self.environment = environment
  }

  /// Runs the program to its end.
  package func run(
    _ arguments: String..., in folder: String = ".", environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs the program to its end; standard input is a file, or empty.
  package func run(
    _ arguments: [String], in folder: String = ".", environment: [String: String] = [:],
    input: String? = nil
  ) throws -> Outcome {
    let running = try start(arguments, in: folder, environment: environment, input: input)
    return running.outcome()
  }

  /// Starts the program, for a test that does something meanwhile.
  package func start(
    _ arguments: [String], in folder: String = ".", environment: [String: String] = [:],
    input: String? = nil
  ) throws -> Running {
    let source = input.map { URL(filePath: root).appending(path: $0) }
    return try Running(
      [Self.path] + arguments, in: "\(root)/\(folder)",
      environment: clean.merging(self.environment) { $1 }.merging(environment) { $1 },
      input: try source.map { try FileHandle(forReadingFrom: $0) }, secondsMax: Self.secondsMax)
  }

  private var clean: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": path, "HOME": root, "XDG_CONFIG_HOME": "\(root)/.config", "LC_ALL": "C", "TZ": "UTC",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      "AWS_EC2_METADATA_DISABLED": "true",
    ]
  }
}
