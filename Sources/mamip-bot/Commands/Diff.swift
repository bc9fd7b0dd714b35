import ArgumentParser
import Compare
import Files
import Git
import History
import Model
import PolicyLanguage
import Questions

/// Shows what a policy grants in effect against another version, policy or file.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed in effect between two versions, policies or files",
    discussion: """
      Expands wildcards over the service data and compares what is granted, not how it is \
      written. An action is added or removed, or its resources or conditions have become wider, \
      narrower, different, or unknown where the documents alone do not tell.

      A version is a number (v5), a date, or a git revision. A..B compares two of them: A is the \
      latest before B, and where one is left out, A is the version before B and B the newest. \
      Without them the newest version is compared with the one before it.

      EXAMPLES
        mamip-bot diff ReadOnlyAccess
        mamip-bot diff ReadOnlyAccess v68..v71
        mamip-bot diff ReadOnlyAccess 2024-01-01..2025-01-01
        mamip-bot diff SecurityAudit ViewOnlyAccess
        mamip-bot diff old.json new.json --json
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Argument(help: ArgumentHelp("A policy, or a file", valueName: "policy"))
  var first: String

  @Argument(help: ArgumentHelp("Versions, another policy, or another file", valueName: "a..b"))
  var second: String?

  func run() async throws {
    try await Live.run(global) { live in
      let comparison = try comparison(live)
      let meaning = Meaning(
        comparison, GrantsReader(ActionTable(try reference.load())))
      if global.json {
        live.output(meaning.json)
      } else {
        for line in meaning.lines(on: live.console) { live.console.output(line) }
      }
      return .done
    }
  }

  private func comparison(_ live: Live) throws -> Comparison {
    if let second, let old = try file(first), let new = try file(second) {
      return Comparison(oldFile: (first, old), newFile: (second, new))
    }
    let asked = try live.questioned(global.repository)
    let name = try asked.policy(first)
    let timeline = try asked.timeline(of: name)
    guard let second else { return try neighbours(timeline) }
    if let range = second.firstRange(of: "..") {
      let (from, to) = (second[..<range.lowerBound], second[range.upperBound...])
      let new = try version(String(to), asked, timeline)
      let old =
        from.isEmpty
        ? timeline.predecessor(of: new)
        : try asked.version(String(from), in: timeline, before: new)
      return Comparison(timeline, old, new)
    }
    if VersionID(second) == nil, Moment(argument: second) == nil, let other = PolicyName(second),
      let timeline = try PolicyTimeline(of: other, from: asked.tip, in: asked.archive)
    {
      return try policies(name, other, timeline, asked)
    }
    let new = try asked.version(second, in: timeline)
    return Comparison(timeline, timeline.predecessor(of: new), new)
  }

  private func policies(
    _ name: PolicyName, _ other: PolicyName, _ otherTimeline: PolicyTimeline, _ asked: Questioned
  ) throws -> Comparison {
    let old = try version("", asked, try asked.timeline(of: name))
    return Comparison(policy: name, old, other, try version("", asked, otherTimeline))
  }

  private func neighbours(_ timeline: PolicyTimeline) throws -> Comparison {
    guard let newest = timeline.newest else {
      throw CommandError("no version of `\(timeline.name)` was ever recorded", status: .usage)
    }
    return Comparison(timeline, timeline.predecessor(of: newest), newest)
  }

  private func version(
    _ text: String, _ asked: Questioned, _ timeline: PolicyTimeline
  ) throws -> RecordedVersion {
    guard text.isEmpty else { return try asked.version(text, in: timeline) }
    guard let newest = timeline.newest else {
      throw CommandError("no version of `\(timeline.name)` was ever recorded", status: .usage)
    }
    return newest
  }

  /// The document in a file; nil where there is none of that name.
  private func file(_ path: String) throws -> JSONDocument? {
    guard let bytes = try LocalFile(path).read(bytesMax: JSONLimits().bytesMax) else { return nil }
    do throws(JSONSyntaxError) {
      let document = try JSONDocument(parsing: bytes)
      let body = document.root["PolicyVersion"] ?? document.root
      return body["Document"].map { JSONDocument(rootedAt: $0) } ?? document
    } catch {
      throw CommandError("`\(SafeText.line(path))` is not JSON: \(error)", status: .usage)
    }
  }
}
