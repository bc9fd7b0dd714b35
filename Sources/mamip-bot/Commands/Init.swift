import ArgumentParser
import Configuration
import Git
import Model
import PolicyLanguage
import Record

/// Prepares a repository.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Prepare a repository as an archive, or adopt a MAMIP or IAMTrail clone",
    discussion: """
      Writes .github/mamip.json and a GitHub Actions workflow into the work tree, leaves files \
      alone that exist, and says what is left to do by hand. The folder becomes a git repository \
      if it is none.

      A clone of MAMIP or IAMTrail is an archive already: every form that they used is read. \
      --normalise rewrites all files in today's form in one commit; without it, a file is \
      rewritten when its policy changes.

      EXAMPLES
        mamip-bot init
        mamip-bot init archive --source https://github.com/zoph-io/IAMTrail
        mamip-bot init --normalise
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("The folder (default: the current one)", valueName: "dir"))
  var directory: String?

  @Option(
    help: ArgumentHelp(
      "Where policies will come from: iam, an archive's git URL or path, or a folder",
      valueName: "source"))
  var source: String = "iam"

  @Option(help: ArgumentHelp("The archive's branch in a new repository", valueName: "name"))
  var branch: String = "main"

  @Option(
    help: ArgumentHelp(
      "owner/name on GitHub (default: from the remote `origin`)", valueName: "owner/name"))
  var githubRepository: String?

  @Flag(help: "Rewrite an adopted archive in the canonical form, in one commit")
  var normalise = false

  @Flag(help: "Print the JSON Schema of .github/mamip.json, and do nothing else")
  var schema = false

  /// The branch, which must be a name for one before a repository is made with it.
  private func checkedBranch() throws -> String {
    do throws(InvalidText) {
      return try BranchName(branch).text
    } catch {
      throw CommandError("\(error)", hint: error.hint, status: .usage)
    }
  }

  func run() async throws {
    try await Live.run(global) { live in
      if schema {
        live.console.output(JSONWriter.canonical(Configuration.schema) + [UInt8(ascii: "\n")])
        return .done
      }
      let repository = try live.repository(
        at: directory ?? global.repository ?? ".", creatingBranch: try checkedBranch())
      try Initialisation(command: self, live: live, repository: repository).run()
      return .done
    }
  }
}
