import ArgumentParser
import Compare
import Git
import History
import Model
import PolicyLanguage
import Questions

/// Lists the changes of policies with what they mean.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the changes of policies, and what each means",
    discussion: """
      Reads the whole history of the branch, newest change first. Versions are taken from the \
      policies themselves, so a clone of MAMIP or IAMTrail answers too: commits that only wrote a \
      file in another layout, or left it empty, are no changes.

      Actions are compared in effect: wildcards are expanded, and Deny, NotAction and case are \
      understood.

      EXAMPLES
        mamip-bot log ReadOnlyAccess --since 2025-01-01
        mamip-bot log --escalation
        mamip-bot log --action kms:Decrypt --json
        mamip-bot log --kind reverted
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Argument(help: ArgumentHelp("Policies (default: all)", valueName: "policy"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("Only versions made on this date or later", valueName: "date"))
  var since: Moment?

  @Option(help: ArgumentHelp("Only versions made on this date or before", valueName: "date"))
  var until: Moment?

  @Option(
    help: ArgumentHelp("Only changes that touch a service, such as s3", valueName: "prefix"))
  var service: String?

  @Option(help: ArgumentHelp("Only changes that touch an action", valueName: "action"))
  var action: String?

  @Option(
    help: ArgumentHelp(
      "Only added, deprecated, reissued, restored, reverted or updated", valueName: "kind"))
  var kind: Change.Kind?

  @Flag(help: "Only changes that open a known path to more permissions")
  var escalation = false

  @Flag(help: "Only versions that the archive has findings of")
  var finding = false

  @Flag(help: "Print `<commit> <old blob> <new blob> <policy>` and read no policy")
  var raw = false

  func validate() throws {
    let filters = [since?.text, until?.text, service, action, kind?.rawValue]
    if raw, global.json || escalation || finding || filters.contains(where: { $0 != nil }) {
      throw ValidationError("--raw reads no policies, so only policies' names can limit it")
    }
  }

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let names = try policies.map { try asked.policy($0) }
      return raw ? try printRaw(asked, Set(names)) : try printLog(asked, Set(names))
    }
  }

  private func printRaw(_ asked: Questioned, _ names: Set<PolicyName>) throws -> ExitStatus {
    var lines: [UInt8] = []
    let end = try asked.archive.repository.walkFirstParents(
      of: ArchiveReader.Path.policies, from: asked.tip
    ) { step in
      for change in step.changes {
        guard let file = PolicyFileName(change.name),
          names.isEmpty || names.contains(file.policy)
        else { continue }
        for id in [step.commit, change.old ?? .zero, change.new ?? .zero] {
          id.write(to: &lines)
          lines.append(UInt8(ascii: " "))
        }
        lines += "\(file.policy)\n".utf8
      }
      return true
    }
    asked.live.console.output(lines)
    asked.warn(about: end)
    return .done
  }

  private func printLog(_ asked: Questioned, _ names: Set<PolicyName>) throws -> ExitStatus {
    let table = ActionTable(try reference.load())
    let action = try action.map { try asked.action($0, in: table).lowercased() }
    let log = try PolicyLog(
      of: names.isEmpty ? nil : names, from: asked.tip, in: asked.archive, GrantsReader(table))
    asked.warn(about: log.end)
    let entries = log.entries.filter { isWanted($0, action) }
    if global.json {
      asked.live.output(.array(entries.map(\.json)))
    } else {
      let rows = Table(rows: entries.map(\.row))
      for line in rows.lines(columns: asked.live.console.columns) {
        asked.live.console.output(line)
      }
    }
    return .done
  }

  private func isWanted(_ entry: LogEntry, _ action: String?) -> Bool {
    let service = service?.lowercased()
    return (since.map { entry.date >= $0.start } ?? true)
      && (until.map { entry.date <= $0.time } ?? true)
      && (kind.map { entry.kind == $0 } ?? true)
      && (!escalation || !entry.escalations.opened.isEmpty)
      && (!finding || entry.findings > 0)
      && (service.map { prefix in entry.actions.contains { $0.hasPrefix("\(prefix):") } } ?? true)
      && (action.map { name in entry.actions.contains(name) } ?? true)
  }
}

extension Change.Kind: ExpressibleByArgument {}

extension LogEntry {
  /// Every action that the change touches, in lower case.
  fileprivate var actions: [String] {
    (delta.added + delta.removed + delta.unknownActions + delta.changed.map(\.action))
      .map { $0.lowercased() }
  }

  fileprivate var json: JSON {
    [
      "policy": .string(policy.text),
      "kind": .string(kind.rawValue),
      "version": version.map { .string($0.description) } ?? .null,
      "previousVersion": previous.map { .string($0.description) } ?? .null,
      "date": .string(date.rfc3339),
      "commit": .string(commit.description),
      "added": .number("\(delta.added.count)"),
      "removed": .number("\(delta.removed.count)"),
      "changed": .number("\(Set(delta.changed.map(\.action)).count)"),
      "unknownActions": .texts(delta.unknownActions),
      "escalations": .texts(escalations.opened.map(\.id)),
      "signals": .texts(signals.map(\.description)),
      "findings": .number("\(findings)"),
    ]
  }

  fileprivate var row: [String] {
    let versions = [previous, version].compactMap { $0?.description }.joined(separator: " → ")
    let meaning = kind == .reissued ? [] : [delta.headline] + danger
    let text = ([event] + meaning).joined(separator: "; ")
    return [date.date, policy.text, versions, text]
  }

  /// What somebody should look at.
  private var danger: [String] {
    if signals.contains(.fullWildcard) { return ["allows every action"] }
    let opened = escalations.opened.map(\.id)
    return opened.isEmpty ? [] : ["opens " + opened.joined(separator: " ")]
  }

  /// A version that AWS made the default again is older than that.
  private var event: String {
    switch kind {
    case .reverted, .restored: "\(kind.rawValue) by \(time.date)"
    default: kind.rawValue
    }
  }
}
