import ArgumentParser

/// Shows which service data is in use.
struct ReferenceInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print the date and the counts of the service data",
    discussion: """
      Counts what AWS documents on the data's date, and beside it what is gone since, but still \
      known.

      EXAMPLES
        mamip-bot reference info
        mamip-bot reference info --service-reference service-reference.txt --json
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  func run() async throws {
    try await Live.run(global) { live in
      live.show(try reference.load(), asJSON: global.json)
      return .done
    }
  }
}
