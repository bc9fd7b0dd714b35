import Foundation
import Testing

@testable import mamip_bot

@Suite struct `The workflow that init writes` {
  @Test func `is this repository's own, but for where the program comes from`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = try String(
      contentsOf: root.appending(path: ".github/workflows/sync.yml"), encoding: .utf8)
    let template = WorkflowTemplate(
      repository: "mamip-bot/mamip-bot", usesIAM: true, holdsProgram: true)
    #expect(template.text == own)
  }

  @Test func `asks for a role only where AWS is the source`() {
    let followsIAM = WorkflowTemplate(repository: "a/b", usesIAM: true).text
    let followsGit = WorkflowTemplate(repository: "a/b", usesIAM: false).text
    #expect(followsIAM.contains("id-token: write"))
    #expect(followsIAM.contains("AWS_ROLE_ARN: ${{ vars.MAMIP_AWS_ROLE_ARN }}"))
    #expect(!followsGit.contains("id-token"))
    #expect(!followsGit.contains("AWS_ROLE_ARN"))
    #expect(followsGit.contains("repository: mamip-bot/mamip-bot"))
  }

  @Test func `only the job that tells people sees the secrets of their environment`() throws {
    let text = WorkflowTemplate(repository: "a/b", usesIAM: true).text
    let secretive = text.split(separator: "\n").filter { $0.contains("secrets.") }
    #expect(secretive.count == 14)
    let environment = try #require(text.firstRange(of: "environment: mamip"))
    let report = try #require(text.firstRange(of: "\n  report:"))
    let first = try #require(text.firstRange(of: "${{ secrets."))
    #expect(environment.upperBound < first.lowerBound)
    #expect(!text[report.lowerBound...].contains("secrets."))
  }
}
