import Foundation

/// A real git server on loopback: `git http-backend` behind a token, with faults on request.
///
/// It is `Servers/git_http_server.py` in a process of its own, which ends with this object, or with
/// the tests, however they end.
package final class GitHTTPServer {
  /// A fault for the requests whose line begins with a text; see the server for what each does.
  package struct Rule: Codable, Sendable {
    package enum Value: Codable, Sendable {
      case number(Int)
      case text(String)
      case command([String])

      package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .command(let words): try container.encode(words)
        }
      }
    }

    package let request: String
    package let fault: String
    let value: Value?
    let times: Int

    /// Applies to so many requests, 0 being all, that begin so: `POST /r.git/git-upload-pack`.
    package init(_ request: String, _ fault: String, _ value: Value? = nil, times: Int = 1) {
      self.request = request
      self.fault = fault
      self.value = value
      self.times = times
    }
  }

  /// A request that arrived, answered or not.
  package struct Request: Codable, Sendable {
    /// `GET /r.git/info/refs?service=git-upload-pack`.
    package let request: String
    /// By name in lower case.
    package let headers: [String: String]
  }

  package let port: Int
  private let process: ChildProcess
  private let channel: FileHandle
  private let folder: URL

  /// Serves the repositories in a folder; with a token, only to those who send it as a password.
  package init(root: String, token: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Servers/git_http_server.py")
    let log = folder.appending(path: "log")
    let plan = folder.appending(path: "plan")
    try Data().write(to: log)
    try Data("[]".utf8).write(to: plan)
    let theirs: FileHandle
    (channel, theirs) = try ChildProcess.channel()
    // Nothing of the machine's git configuration takes part.
    process = try ChildProcess(
      ["python3", script.path, "--root", root, "--log", log.path, "--plan", plan.path]
        + (token.map { ["--token", $0] } ?? []),
      environment: ProcessInfo.processInfo.environment.merging(
        ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]) { $1 },
      input: theirs, output: theirs)
    try theirs.close()
    let line = String(decoding: channel.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  deinit {
    process.send(SIGKILL)
    process.wait()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The address of a repository, with user info where asked for.
  package func url(_ path: String, userInfo: String = "", host: String = "127.0.0.1") -> String {
    "http://\(userInfo.isEmpty ? "" : userInfo + "@")\(host):\(port)/\(path)"
  }

  /// Replaces the faults that are planned; the counts begin anew.
  package func plan(_ rules: Rule...) throws {
    try plan(rules)
  }

  /// The same for rules that were computed.
  package func plan(_ rules: [Rule]) throws {
    let text = try JSONEncoder().encode(rules)
    try text.write(to: folder.appending(path: "plan"), options: .atomic)
  }

  /// Returns when all is done that was asked for so far, also by clients that have died since.
  ///
  /// Clients that live must have closed their connections.
  package func settle() throws {
    try channel.write(contentsOf: Data("settle\n".utf8))
    _ = channel.availableData
  }

  /// What has arrived so far, in order.
  package func requests() throws -> [Request] {
    let log = try String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
    return try log.split(separator: "\n").map {
      try JSONDecoder().decode(Request.self, from: Data($0.utf8))
    }
  }
}
