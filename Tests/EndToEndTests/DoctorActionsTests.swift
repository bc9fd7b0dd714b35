import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorActionsTests {
  private static let configuration =
    #"{"source": "iam", "branch": "main", "repository": "o/r", "push": true}"#

  private func diagnosis(_ change: [String: String]) async throws -> Diagnosis {
    var diagnosis = Diagnosis.skipped("")
    try await DoctorWorld.use(configuration: Self.configuration) { world in
      let usual = [
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "o/r", "GITHUB_EVENT_NAME": "schedule",
        "GITHUB_TOKEN": "t", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
        "ACTIONS_ID_TOKEN_REQUEST_URL": "https://example.com",
      ]
      world.environment.merge(usual.merging(change) { $1 }) { $1 }
      diagnosis = await world.diagnosis(.actions)
    }
    return diagnosis
  }

  @Test func `elsewhere there is nothing to check`() async throws {
    #expect(
      try await diagnosis(["GITHUB_ACTIONS": ""])
        == .skipped("this is not GitHub Actions"))
  }

  @Test func `a job with all it needs is good`() async throws {
    #expect(try await diagnosis([:]) == .good("`o/r`, started by `schedule`"))
  }

  @Test(
    arguments: [
      ("GITHUB_EVENT_NAME", "pull_request", "the event is `pull_request`"),
      ("GITHUB_REPOSITORY", "fork/r", "this is `fork/r`, not the configured `o/r`"),
    ])
  func `a fork and a pull request are bad`(
    _ name: String, _ value: String, _ cause: String
  ) async throws {
    let diagnosis = try await diagnosis([name: value])
    #expect(diagnosis.status == .bad)
    #expect(diagnosis.detail == "refusing to push: \(cause)")
  }

  @Test func `a role without the job's identity is bad`() async throws {
    let diagnosis = try await diagnosis(["ACTIONS_ID_TOKEN_REQUEST_URL": ""])
    #expect(diagnosis.status == .bad)
    #expect(diagnosis.hint == "give the job `permissions: id-token: write`")
    #expect(
      try await self.diagnosis([
        "ACTIONS_ID_TOKEN_REQUEST_URL": "", "AWS_WEB_IDENTITY_TOKEN_FILE": "/f",
      ]).status == .good)
  }

  @Test func `a step without the token is a warning`() async throws {
    #expect(try await diagnosis(["GITHUB_TOKEN": ""]).status == .warning)
  }
}
