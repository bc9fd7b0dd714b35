import Foundation
import Git

/// A temporary folder in which the real `git` works, and which judges what ours did.
///
/// Nothing of the user's or the machine's git configuration is seen, by `git` or by libgit2.
package final class GitFixture {
  package let path: String
  /// Variables set for every call of `git`, besides the clean ones.
  package var environment: [String: String] = [:]
  /// Folders that are disks of their own.
  var mounted: [String] = []

  private static let clean: Void = {
    for level in [GitLibrary.ConfigurationLevel.system, .xdg, .global] {
      do {
        try GitLibrary.setConfigurationFolder(level, to: "")
      } catch {
        preconditionFailure("\(error)")
      }
    }
  }()

  private init() throws {
    Self.clean
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "mamip-git-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Runs a test in a folder of its own, which is removed afterwards.
  package static func use(_ body: (GitFixture) throws -> Void) throws {
    let fixture = try GitFixture()
    defer { fixture.remove() }
    try body(fixture)
  }

  /// The same for a test that waits for something.
  package static func use(_ body: (GitFixture) async throws -> Void) async throws {
    let fixture = try GitFixture()
    defer { fixture.remove() }
    try await body(fixture)
  }

  private func remove() {
    do {
      for disk in mounted { _ = try run(["umount", "--lazy", disk]) }
      try FileManager.default.removeItem(atPath: path)
    } catch {
      preconditionFailure("a test left something that cannot be removed: \(error)")
    }
  }

  /// The full path of something in the folder.
  package func at(_ name: String) -> String { "\(path)/\(name)" }
}

extension GitFixture {
  /// Why a program failed.
  package struct Failure: Error, CustomStringConvertible {
    package let command: String
    package let status: Int32
    package let output: String

    package var description: String { "`\(command)` ended with \(status): \(output)" }
  }

  /// Runs `git` in a sub-folder and gives its standard output without the last line feed.
  @discardableResult
  package func git(
    _ arguments: String..., in folder: String = ".", input: String? = nil,
    expecting status: Int32 = 0
  ) throws -> String {
    let result = try run(["git"] + arguments, in: folder, input: input)
    guard result.status == status else {
      throw Failure(
        command: arguments.joined(separator: " "), status: result.status,
        output: result.output + result.error)
    }
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }

  /// Runs any program and gives all that it said.
  package func run(
    _ command: [String], in folder: String = ".", input: String? = nil
  ) throws -> (status: Int32, output: String, error: String) {
    let program = ExternalProgram(
      command, in: at(folder),
      environment: Self.cleanEnvironment(home: path).merging(environment) { $1 })
    let result = try program.run(input: Array((input ?? "").utf8))
    return (result.status, result.text, result.error)
  }

  private static func cleanEnvironment(home: String) -> [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": home, "LC_ALL": "C", "TZ": "UTC",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
      // No repository needs the thirteen files that git copies into each.
      "GIT_TEMPLATE_DIR": "",
      "GIT_AUTHOR_NAME": "A Person", "GIT_AUTHOR_EMAIL": "person@localhost",
      "GIT_AUTHOR_DATE": "1700000000 +0000",
      "GIT_COMMITTER_NAME": "A Person", "GIT_COMMITTER_EMAIL": "person@localhost",
      "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]
  }
}

extension GitFixture {
  /// Writes a file, its folders included.
  package func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: at(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file; nil where there is none.
  package func text(_ name: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: at(name)) else { return nil }
    return try String(decoding: Data(contentsOf: URL(filePath: at(name))), as: UTF8.self)
  }

  /// Whether there is anything of that name.
  package func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: at(name))
  }

  /// The names in a folder, sorted.
  package func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: at(folder)).sorted()
  }

  /// Removes a file or a folder with all that is in it.
  package func delete(_ name: String) throws {
    try FileManager.default.removeItem(atPath: at(name))
  }

  /// Makes a repository with a work tree and one commit of the given files.
  ///
  /// - Returns: The id of the commit.
  @discardableResult
  package func makeRepository(_ name: String, files: [String: String]) throws -> String {
    try git("init", "--quiet", "--initial-branch=main", name)
    return try commit("first", in: name, files: files)
  }

  /// Writes files and commits all that is in the work tree.
  ///
  /// - Returns: The id of the commit.
  @discardableResult
  package func commit(
    _ message: String, in repository: String, files: [String: String]
  ) throws -> String {
    for (file, text) in files { try write("\(repository)/\(file)", text) }
    try git("add", "--all", in: repository)
    try git("commit", "--quiet", "--allow-empty", "-m", message, in: repository)
    return try git("rev-parse", "HEAD", in: repository)
  }
}
