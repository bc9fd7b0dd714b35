import HTTP
import Model
import Programs

/// The program of a profile's `credential_process`.
struct CredentialProcess: Sendable {
  let command: String
  let environment: AWSEnvironment

  func credentials(
    source: String, connection: AWSConnection
  ) async throws(CredentialFailure) -> Credentials {
    guard let words = CommandWords.split(command), !words.isEmpty else {
      throw CredentialFailure("`credential_process` is empty, or a quote in it is not closed")
    }
    let found = Program(
      words[0], Array(words.dropFirst()), environment: environment.variables)
    guard let program = found else {
      throw CredentialFailure("there is no program `\(Excerpt(words[0]))` in `PATH`")
    }
    let output: [UInt8]
    do throws(ProgramFailure) {
      output = try await program.run(clock: connection.retry.clock)
    } catch {
      throw CredentialFailure("\(error)")
    }
    let document = try CredentialDocument(output, from: "the program of `credential_process`")
    guard document["Version"] == "1" else {
      throw CredentialFailure(
        "the program of `credential_process` printed no `\"Version\": 1`, the only one known")
    }
    return try Credentials(
      document: document, tokenMember: "SessionToken", now: connection.now(), source: source)
  }
}
