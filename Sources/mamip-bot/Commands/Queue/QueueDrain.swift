import ArgumentParser
import PolicyLanguage
import Publish

/// Sends what is due.
struct QueueDrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drain",
    abstract: "Send every delivery that is due, an attempt each",
    discussion: """
      Does what `sync` does after its push: claims what is due, sends it, and writes receipts. \
      What another run is sending at this moment is left alone, and what fails is tried again \
      later.

      EXAMPLES
        mamip-bot queue drain

      EXIT STATUS
        0 done, deliveries may be waiting for their next attempt    1 failed, nothing lost
        3 a delivery is dead, or overdue by a day
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var queue: QueueOptions

  func run() async throws {
    try await Live.run(global) { live in
      let publisher = try await live.publisher(queue, global)
      try await publisher.begin()
      let drained = try await publisher.drain()
      if global.json {
        let list = JSON.array(drained.deliveries.map { $0.json(at: Live.now()) })
        live.console.output(JSONWriter.canonical(list) + [UInt8(ascii: "\n")])
      } else if drained.deliveries.isEmpty {
        live.console.output("nothing to deliver")
      } else {
        for line in drained.deliveries.lines(on: live.console) { live.console.output(line) }
      }
      return live.status(of: drained.needingAttention)
    }
  }
}
