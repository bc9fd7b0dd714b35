import Foundation

/// A program of the system that judges or helps our own: it is found by `PATH` and run to its end.
package struct ExternalProgram: Sendable {
  /// What one run said.
  package struct Output: Sendable {
    package let end: ChildProcess.End
    package let bytes: [UInt8]
    package let errorBytes: [UInt8]

    /// The exit status, or the number of the signal that ended it.
    package var status: Int32 { end.status }
    /// What it wrote, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// What it wrote to standard error, as text.
    package var error: String { String(decoding: errorBytes, as: UTF8.self) }
  }

  /// Its name and first arguments.
  package let command: [String]
  /// Where it works; nil is the tests' own folder.
  package var folder: String?
  /// All its variables; nil is the tests' own.
  package var environment: [String: String]?

  /// A program and its first arguments.
  package init(_ command: String...) {
    self.command = command
  }

  /// A program and its first arguments, in a folder and with variables of its own.
  package init(_ command: [String], in folder: String?, environment: [String: String]?) {
    self.command = command
    self.folder = folder
    self.environment = environment
  }

  /// The Python that has the judges: that of `MAMIP_TEST_PYTHON`, else `python3`.
  package static var python: ExternalProgram {
    ExternalProgram(ProcessInfo.processInfo.environment["MAMIP_TEST_PYTHON"] ?? "python3")
  }

  /// Runs it to its end and gives all that it wrote.
  ///
  /// Files carry what is said, so that no side can wait for another.
  package func run(_ arguments: String..., input: [UInt8] = []) throws -> Output {
    let said = try Self.namelessFile()
    let complaint = try Self.namelessFile()
    let process = try ChildProcess(
      command + arguments, in: folder, environment: environment,
      input: input.isEmpty ? nil : Self.namelessFile(holding: input), output: said,
      error: complaint)
    let end = process.wait()
    return Output(
      end: end, bytes: try Self.contents(of: said), errorBytes: try Self.contents(of: complaint))
  }

  /// Where files are cheapest to make, because programs are run by the thousand: in memory.
  private static let fastFolder: URL = {
    let memory = "/dev/shm"
    return FileManager.default.isWritableFile(atPath: memory)
      ? URL(filePath: memory) : FileManager.default.temporaryDirectory
  }()

  private static func namelessFile(holding bytes: [UInt8] = []) throws -> FileHandle {
    let file = fastFolder.appending(path: UUID().uuidString)
    try Data(bytes).write(to: file)
    let handle = try FileHandle(forUpdating: file)
    try FileManager.default.removeItem(at: file)
    return handle
  }

  private static func contents(of file: FileHandle) throws -> [UInt8] {
    try file.seek(toOffset: 0)
    return try Array(file.readToEnd() ?? Data())
  }
}
