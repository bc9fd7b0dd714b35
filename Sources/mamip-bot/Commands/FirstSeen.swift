import ArgumentParser
import Compare
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

/// Finds where the archive first named something.
struct FirstSeenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "first-seen",
    abstract: "Find the version that first named an action or a service",
    discussion: """
      AWS publishes permissions of services before it announces them. Entries are compared as \
      they are written, in any case; a service's prefix stands for any of its entries. Wildcards \
      are not expanded.

      EXAMPLES
        mamip-bot first-seen bedrock
        mamip-bot first-seen s3:GetObject --json
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("An action, or a service's prefix", valueName: "action"))
  var query: String

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let query = query.hasSuffix(":") ? String(query.dropLast()) : query
      let first = try FirstSeen(of: query, from: asked.tip, in: asked.archive)
      asked.warn(about: first.end)
      guard let found = first.found, let version = found.version.version else {
        let nearest = Spelling.nearest(to: query.lowercased(), among: first.names)
        throw CommandError(
          "no policy of the archive ever named `\(SafeText.line(query))`",
          hint: nearest.map { "did you mean `\(SafeText.line($0))`?" })
      }
      if global.json {
        live.output([
          "query": .string(self.query),
          "policy": .string(found.version.name.text),
          "version": .string(version.id.description),
          "date": .string(version.createDate.rfc3339),
          "commit": .string(found.version.commit.description),
          "action": .string(found.entry),
        ])
      } else {
        live.console.output(
          "\(SafeText.line(found.entry)) in \(found.version.name) \(version.id) of "
            + "\(version.createDate.date), recorded in "
            + "\(found.version.commit.description.prefix(8))")
      }
      return .done
    }
  }
}
