import Configuration
import GitHub
import HTTP

extension DoctorCheck {
  /// GitHub answers, and shows us the repository.
  static let gitHub = DoctorCheck("github") { examination async throws(Diagnosis) in
    let client = try await examination.gitHub()
    let state = try await Diagnosis.during { try await client.repositoryState() }
    let place = "`\(state.fullName)` at \(client.connection.address.origin)"
    guard state.fullName.lowercased() == client.repository.lowercased() else {
      throw .warning(
        "`\(client.repository)` is \(place) now",
        hint: "write its new name into the configuration and the remote's address")
    }
    guard client.connection.hasToken else {
      throw .warning(
        "\(place), asked without a token", hint: "set GITHUB_TOKEN to learn what it may do")
    }
    if let branch = examination.configured.branch?.text, branch != state.defaultBranch {
      throw .warning(
        "\(place) has the default branch `\(state.defaultBranch)`, the archive is on `\(branch)`",
        hint: "workflows run by schedule from the default branch only: make it the same")
    }
    return .good(place)
  }
}
