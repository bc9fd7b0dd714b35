import Model
import Programs

/// Asks the user's own credential helpers, the way git does: `git credential fill`.
///
/// Nothing is asked on a terminal. Which helpers there are is read by git from its configuration,
/// that of the repository included; git itself refuses the configuration of a repository that
/// belongs to another user, because it names programs to be run.
struct CredentialHelper: Sendable {
  let environment: [String: String]
  /// A folder of the repository.
  let directory: String
  var limits = Program.Limits()

  struct Credential: Sendable, Equatable {
    let user: String
    let password: Secret
  }

  /// What is asked for: a scheme, a host with its port, a path, and perhaps the user.
  struct Question: Sendable {
    let scheme: String
    let host: String
    let path: String
    let user: String?

    var lines: [(String, String)] {
      let place = [("protocol", scheme), ("host", host), ("path", path)]
      return place + (user.map { [("username", $0)] } ?? [])
    }
  }

  /// The user and password that a helper knows, or nil where none does or git is not installed.
  func fill(_ question: Question) async -> Credential? {
    guard let answer = await run("fill", question.lines) else { return nil }
    var values: [String: String] = [:]
    for line in String(decoding: answer, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    guard let user = values["username"], let password = values["password"] else { return nil }
    return Credential(user: user, password: Secret(password))
  }

  /// Tells the helpers what became of a credential of theirs, so that they keep or forget it.
  func report(_ credential: Credential, for question: Question, wasAccepted: Bool) async {
    let identity = [("username", credential.user), ("password", credential.password.reveal())]
    let asked = question.lines.filter { $0.0 != "username" }
    // A helper that cannot store is the helper's affair: git, too, goes on without a word.
    _ = await run(wasAccepted ? "approve" : "reject", asked + identity)
  }

  private func run(_ verb: String, _ lines: [(String, String)]) async -> [UInt8]? {
    // A value with a line feed could add lines of its own, and so ask for another host's password.
    guard lines.allSatisfy({ !$1.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 } }),
      let git = Program(
        "git", ["-C", directory, "credential", verb], environment: quietEnvironment,
        messages: .dropped)
    else { return nil }
    let input = lines.map { "\($0)=\($1)\n" }.joined() + "\n"
    do throws(ProgramFailure) {
      return try await git.run(input: Array(input.utf8), within: limits)
    } catch {
      // No helper to ask is the same as a helper without an answer.
      return nil
    }
  }

  /// Without what would make git ask on the terminal, or look at another repository and trust it.
  private var quietEnvironment: [String: String] {
    var environment = environment
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_CEILING_DIRECTORIES"] {
      environment[name] = nil
    }
    environment["GIT_TERMINAL_PROMPT"] = "0"
    return environment
  }
}
