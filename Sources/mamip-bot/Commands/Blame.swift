import ArgumentParser
import Compare
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

/// Says since when a policy grants what it grants.
struct BlameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Say since which version a policy grants each action",
    discussion: """
      For each action that the policy grants now, names the version with which the current \
      uninterrupted run of being granted began. Wildcards are expanded.

      EXAMPLES
        mamip-bot blame ReadOnlyAccess
        mamip-bot blame SecurityAudit s3:GetBucketPolicy
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Argument(help: "The policy")
  var policy: String

  @Argument(help: "Only this action")
  var action: String?

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let name = try asked.policy(policy)
      let table = ActionTable(try reference.load())
      let action = try action.map { try asked.action($0, in: table).lowercased() }
      let blame = try Blame(of: name, from: asked.tip, in: asked.archive, GrantsReader(table))
      asked.warn(about: blame.end)
      let entries = blame.entries.filter { entry in
        action.map { $0 == entry.action.lowercased() } ?? true
      }
      if entries.isEmpty {
        live.log.notice("`\(name)` does not grant \(self.action == nil ? "anything" : "it") now")
      }
      show(entries, on: live)
      return .done
    }
  }

  private func show(_ entries: [Blame.Entry], on live: Live) {
    guard !global.json else { return live.output(.array(entries.map(\.json))) }
    let rows = entries.map { entry in
      [
        entry.version.createDate.date, entry.version.id.description,
        String(entry.commit.description.prefix(8)), SafeText.line(entry.action),
      ]
    }
    for line in Table(rows: rows).lines(columns: live.console.columns) {
      live.console.output(line)
    }
  }
}

extension Blame.Entry {
  fileprivate var json: JSON {
    [
      "action": .string(action),
      "version": .string(version.id.description),
      "date": .string(version.createDate.rfc3339),
      "commit": .string(commit.description),
      "effect": "Allow",
    ]
  }
}
