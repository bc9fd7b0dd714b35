import ArgumentParser
import Compare
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

/// Lists the policies that grant an action.
struct GrantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grants",
    abstract: "List the policies that grant an action, now or at a date",
    discussion: """
      Deprecated policies are left out. A policy counts that allows the action on whatever \
      resource and condition; both are shown.

      EXAMPLES
        mamip-bot grants kms:Decrypt
        mamip-bot grants s3:GetObject --at 2021-12-21 --effective
        mamip-bot grants iam:PassRole --since 2025-01-01 --json
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Argument(help: "The action, in any case")
  var action: String

  @Option(
    help: ArgumentHelp("The archive as it stood at the end of this date", valueName: "date"))
  var at: Moment?

  @Flag(help: "Leave out policies that deny the action again on everything")
  var effective = false

  @Option(
    help: ArgumentHelp(
      "Only policies that began to grant it on this date or later",
      valueName: "date"))
  var since: Moment?

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let action = try asked.action(action, in: ActionTable(try reference.load()))
      let commit = try at.map { try asked.commit(at: $0) } ?? asked.tip
      var granters = try Granters(
        of: action, at: commit, in: asked.archive, isEffective: effective)
      if let since {
        try granters.findBeginnings()
        granters.drop(before: since.start)
        asked.warn(about: granters.end)
      }
      show(granters.entries, on: live)
      return .done
    }
  }

  private func show(_ entries: [Granters.Entry], on live: Live) {
    guard !global.json else { return live.output(.array(entries.map(\.json))) }
    for line in Table(rows: entries.map(\.row)).lines(columns: live.console.columns) {
      live.console.output(line)
    }
    live.log.notice("\(entries.count) policies grant `\(SafeText.line(action))`")
  }
}

extension Granters.Entry {
  fileprivate var json: JSON {
    var members = [
      JSON.Member("policy", .string(policy.text)),
      JSON.Member("version", .string(version.description)),
      JSON.Member("resources", .texts(grant.resources)),
      JSON.Member("conditions", grant.conditions ?? .null),
      JSON.Member("conditional", .bool(grant.isConditional)),
    ]
    if !grant.notResources.isEmpty {
      members.append(JSON.Member("notResources", .texts(grant.notResources)))
    }
    if let since, let version = since.version {
      members.append(
        JSON.Member(
          "since",
          [
            "version": .string(version.id.description),
            "date": .string(version.createDate.rfc3339),
            "commit": .string(since.commit.description),
          ]))
    }
    return .object(members)
  }

  fileprivate var row: [String] {
    let resources =
      grant.resources.map { SafeText.line($0) }
      + grant.notResources.map { "not \(SafeText.line($0))" }
    let shown = resources.prefix(Self.resourcesMax).joined(separator: " ")
    let rest = resources.count - Self.resourcesMax
    let beginning = since.flatMap(\.version).map { ["since \($0.id)", $0.createDate.date] } ?? []
    return [policy.text, version.description] + beginning + [
      grant.isConditional ? "conditional" : "",
      shown + (rest > 0 ? " and \(rest) more" : ""),
    ]
  }

  /// How many resources of a policy are named in the table; --json has all.
  private static let resourcesMax = 3
}
