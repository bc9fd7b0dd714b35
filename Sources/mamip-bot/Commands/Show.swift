import ArgumentParser
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

/// Prints a version of a policy.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a policy as it stands, or as it stood",
    discussion: """
      Prints the policy's document; which version it is goes to standard error. A version is a \
      number, a date or a git revision behind an @.

      EXAMPLES
        mamip-bot show AdministratorAccess
        mamip-bot show ReadOnlyAccess@v71
        mamip-bot show ReadOnlyAccess@2024-06-30 --json
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp("The policy, and which version of it", valueName: "policy[@version]"))
  var policy: String

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let (recorded, version) = try find(asked)
      if global.json {
        live.output([
          "policy": .string(recorded.name.text),
          "version": .string(version.id.description),
          "date": .string(version.createDate.rfc3339),
          "commit": .string(recorded.commit.description),
          "document": .node(version.document.root),
        ])
      } else {
        let commit = recorded.commit.description.prefix(8)
        live.log.notice(
          "\(recorded.name) \(version.id) of \(version.createDate), recorded in \(commit)")
        live.output(.node(version.document.root))
      }
      return .done
    }
  }

  /// A name may hold an @ itself, so the whole is tried first.
  private func find(_ asked: Questioned) throws -> (RecordedVersion, PolicyVersion) {
    let whole = PolicyName(policy)
    let known = try whole.flatMap {
      try PolicyTimeline(of: $0, from: asked.tip, in: asked.archive)
    }
    let at = known == nil ? policy.lastIndex(of: "@") : nil
    let timeline = try asked.timeline(
      of: known?.name ?? asked.policy(at.map { String(policy[..<$0]) } ?? policy))
    let recorded = try at.map { at in
      try asked.version(String(policy[policy.index(after: at)...]), in: timeline)
    }
    guard let recorded = recorded ?? timeline.newest, let version = recorded.version else {
      throw CommandError("no version of `\(timeline.name)` was ever recorded", status: .usage)
    }
    return (recorded, version)
  }
}
