import Configuration
import Foundation
import Model
import News
import PolicyLanguage
import Testing

@Suite struct ConfigurationTests {
  @Test func `every member is read`() throws {
    let text = """
      {
        "$schema": "mamip.schema.json", "repository": "octo/policies",
        "source": "https://example.com/archive.git", "branch": "main",
        "push": true, "publish": false, "compatibility": "mamip",
        "validate": {
          "validator": "access-analyzer", "failOn": "warning", "ignore": ["A", "B_C:Policy"]
        },
        "channels": [
          {"type": "github-release", "kinds": ["added"], "minSeverity": "warning"},
          {"type": "github-issue", "on": ["error", "rollback"]},
          {"type": "webhook", "form": "slack", "urlFrom": "SLACK_WEBHOOK_URL", "name": "team",
           "template": "{count} of {release}"}
        ],
        "delivery": {
          "claimTimeout": "2m", "backoff": {"first": "0s", "most": "6h"}, "attempts": 8
        }
      }
      """
    let configuration = try Configuration.decode(Array(text.utf8))
    #expect(configuration.schemaReference == "mamip.schema.json")
    #expect(configuration.repository?.text == "octo/policies")
    #expect(configuration.source?.text == "https://example.com/archive.git")
    #expect(configuration.branch?.reference == "refs/heads/main")
    #expect(configuration.push == true)
    #expect(configuration.publish == false)
    #expect(configuration.compatibility == .mamip)
    #expect(configuration.validate?.validator == .accessAnalyzer)
    #expect(configuration.validate?.failOn == .warning)
    #expect(configuration.validate?.ignore?.map(\.text) == ["A", "B_C:Policy"])
    #expect(configuration.channels?.map(\.type) == [.gitHubRelease, .gitHubIssue, .webhook])
    #expect(configuration.channels?[1].on == [.error, .rollback])
    #expect(configuration.channels?.first?.kinds == [.added])
    #expect(configuration.channels?.first?.minSeverity == .warning)
    #expect(configuration.channels?.last?.form == .slack)
    #expect(configuration.channels?.last?.urlFrom == "SLACK_WEBHOOK_URL")
    #expect(configuration.channels?.last?.template?.text == "{count} of {release}")
    #expect(configuration.channels?.first?.filter.minSeverity == .warning)
    #expect(configuration.delivery?.claimTimeout?.seconds == 120)
    #expect(configuration.delivery?.backoff?.first?.seconds == 0)
    #expect(configuration.delivery?.backoff?.most?.seconds == 21_600)
    #expect(configuration.delivery?.attempts == 8)
    #expect(try Configuration.decode(configuration.encode()) == configuration)
  }

  @Test func `an empty object configures nothing`() throws {
    #expect(try Configuration.decode(Array("{}".utf8)) == Configuration())
  }

  @Test func `what is written is read again`() throws {
    var configuration = Configuration()
    configuration.repository = try RepositoryName("octo/policies")
    configuration.source = try PolicySourceName("iam")
    configuration.branch = try BranchName("main")
    configuration.push = true
    configuration.publish = false
    let text = configuration.encode()
    #expect(
      String(decoding: text, as: UTF8.self) == """
        {
          "repository": "octo/policies",
          "source": "iam",
          "branch": "main",
          "push": true,
          "publish": false
        }

        """)
    #expect(try Configuration.decode(text) == configuration)
  }

  @Test func `the configuration of this repository is right`() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let text = try Data(contentsOf: root.appending(path: Configuration.path))
    let configuration = try Configuration.decode(Array(text))
    #expect(configuration.encode() == Array(text))
  }
}
