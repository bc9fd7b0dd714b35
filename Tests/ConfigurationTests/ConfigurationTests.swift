import Configuration
import Foundation
import Model
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
