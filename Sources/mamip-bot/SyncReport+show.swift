import Git
import Model
import PolicyLanguage
import Publish
import Record
import Sync

extension SyncReport {
  /// The shape of `sync --json`; a dry run has its drafts besides.
  func json(_ drafts: [ChannelDraft]?) -> JSON {
    let reference = entries.lazy.compactMap(\.change.validation?.serviceReference).first
    let own: [JSON.Member] = [
      .init("release", release.map { .string($0.text) } ?? .null),
      .init("commit", commit.map { .string($0.description) } ?? .null),
      .init("pushed", .bool(isPushed)),
      .init("source", .string(source)),
      .init("serviceReference", reference.map { .string($0) } ?? .null),
      .init("changes", .array(entries.map(\.json))),
      .init("deliveries", .array(deliveries.map(\.summaryJSON))),
    ]
    return .object(own + (drafts.map { [.init("drafts", .array($0.map(\.json)))] } ?? []))
  }

  /// What a person reads at the end of a run.
  func lines(isDryRun: Bool, on console: Console) -> [String] {
    guard !entries.isEmpty else {
      return ["\(listedCount) policies, nothing changed"] + deliveries.lines(on: console)
    }
    let verb = isDryRun ? "would record" : "recorded"
    let what = entries.count == 1 ? "1 change" : "\(entries.count) changes"
    let name = release.map { " as release \($0)" } ?? ""
    let shown = entries.prefix(Self.linesMax).map { $0.line(on: console) }
    let rest = entries.count - shown.count
    return [console.colored("\(verb) \(what)\(name)", .bold)] + shown
      + (rest > 0 ? ["  … and \(rest) more"] : [])
      + (isPushed ? ["pushed"] : []) + deliveries.lines(on: console)
  }

  /// How many changes are named one by one.
  private static let linesMax = 20

  /// The job summary of GitHub Actions, in Markdown.
  func summary() -> String {
    guard let release else {
      return "**mamip-bot**: \(listedCount) policies, nothing changed\n" + deliveries.markdown
    }
    let rows = entries.prefix(Self.summaryRowsMax).map { entry in
      "| \(SafeText.markdown(entry.change.name.text)) | \(entry.change.kind.rawValue) "
        + "| \(entry.change.previous?.description ?? "") "
        + "| \(entry.change.version?.id.description ?? "") |"
    }
    let rest = entries.count - rows.count
    return """
      ## Release \(release)

      | policy | change | from | to |
      | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))
      \(rest > 0 ? "\nand \(rest) more\n" : "")
      """ + deliveries.markdown
  }

  /// Actions drops a summary of more than 1 MiB whole.
  private static let summaryRowsMax = 1_000
}

extension SyncReport.Entry {
  fileprivate var json: JSON {
    [
      "policy": .string(change.name.text),
      "kind": .string(change.kind.rawValue),
      "version": change.version.map { .string($0.id.description) } ?? .null,
      "previousVersion": change.previous.map { .string($0.description) } ?? .null,
      "commit": commit.map { .string($0.description) } ?? .null,
      // Not looked at is not the same as none.
      "actionsAdded": change.meaning.map { .number(String($0.actionsAdded)) } ?? .null,
      "actionsRemoved": change.meaning.map { .number(String($0.actionsRemoved)) } ?? .null,
      "findings": change.validation?.findingsCount.map { .number(String($0)) } ?? .null,
      "escalations": change.meaning.map { .texts($0.escalations.map(\.id)) } ?? .null,
    ]
  }

  fileprivate func line(on console: Console) -> String {
    let (sign, color): (String, Console.Color) =
      switch change.kind {
      case .added, .restored: ("+", .green)
      case .deprecated: ("-", .red)
      case .reverted: ("<", .yellow)
      case .updated: ("~", .cyan)
      case .reissued: ("=", .dim)
      }
    let id = commit.map { "  " + console.colored(String($0.description.prefix(8)), .dim) } ?? ""
    return "  \(console.colored(sign, color)) \(change.summary)\(id)"
  }
}
