import ArgumentParser
import Publish

/// Ends deliveries that somebody does not want.
struct QueueSkipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Have a release not delivered any more",
    discussion: """
      The delivery ends, over one channel or over all, and is not tried again unless you say so \
      with `queue retry`. What was delivered stays delivered.

      EXAMPLES
        mamip-bot queue skip 2026-11-20-18-00
        mamip-bot queue skip 2026-11-20-18-00 bluesky
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var queue: QueueOptions
  @OptionGroup var choice: DeliveryChoice

  func run() async throws {
    try await Live.run(global) { live in
      try await live.decide(.skip, on: choice, queue, global)
    }
  }
}
