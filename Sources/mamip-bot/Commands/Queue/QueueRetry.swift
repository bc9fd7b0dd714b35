import ArgumentParser
import Publish

/// Has a release delivered again.
struct QueueRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Have a release delivered again, whatever became of it",
    discussion: """
      Forgets how often it was tried, and what became of that: the release is due at once. \
      Without a channel that is so for all that have not delivered it. What is uncertain may then \
      be there twice; that is yours to decide.

      EXAMPLES
        mamip-bot queue retry 2026-11-20-18-00
        mamip-bot queue retry 2026-11-20-18-00 bluesky
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var queue: QueueOptions
  @OptionGroup var choice: DeliveryChoice

  func run() async throws {
    try await Live.run(global) { live in
      try await live.decide(.retry, on: choice, queue, global)
    }
  }
}
