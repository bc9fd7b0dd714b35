import Foundation

/// A program of the system that judges or helps our own: it is found by `PATH` and run to its end.
package struct ExternalProgram: Sendable {
  package struct Output: Sendable {
    package let status: Int32
    package let bytes: [UInt8]
    /// What it wrote, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Its name and first arguments.
  package let command: [String]

  /// A program and its first arguments.
  package init(_ command: String...) {
    self.command = command
  }

  /// The Python that has the judges: that of `MAMIP_TEST_PYTHON`, else `python3`.
  package static var python: ExternalProgram {
    ExternalProgram(ProcessInfo.processInfo.environment["MAMIP_TEST_PYTHON"] ?? "python3")
  }

  /// Gives what it writes to standard output; standard error goes to the test's own.
  package func run(_ arguments: String..., input: [UInt8] = []) throws -> Output {
    let process = try start(arguments, input: input)
    let bytes = try process.output.fileHandleForReading.readToEnd() ?? Data()
    process.process.waitUntilExit()
    return Output(status: process.process.terminationStatus, bytes: Array(bytes))
  }

  /// Input comes from a file, so that neither side can wait for the other.
  private func start(
    _ arguments: [String], input: [UInt8]
  ) throws -> (process: Process, output: Pipe) {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(input).write(to: file)
    let handle = try FileHandle(forReadingFrom: file)
    try FileManager.default.removeItem(at: file)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command + arguments
    process.standardInput = handle
    process.standardOutput = output
    try process.run()
    return (process, output)
  }
}
