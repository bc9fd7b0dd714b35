import ArgumentParser
import PolicyLanguage
import Publish

/// Shows where deliveries stand.
struct QueueListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print where each delivery of the last months stands",
    discussion: """
      For each release and channel: whether it is pending, sending, delivered, uncertain, dead, \
      expired or skipped, how often it was tried, when it is tried next, and what went wrong last. \
      Nothing is sent.

      EXAMPLES
        mamip-bot queue list
        mamip-bot queue list --json

      EXIT STATUS
        0 done    1 failed    3 a delivery is dead, or overdue by a day
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var queue: QueueOptions

  func run() async throws {
    try await Live.run(global) { live in
      let publisher = try await live.publisher(queue, global)
      let deliveries = try await publisher.currentDeliveries()
      if global.json {
        let list = JSON.array(deliveries.map { $0.json(at: Live.now()) })
        live.console.output(JSONWriter.canonical(list) + [UInt8(ascii: "\n")])
      } else if deliveries.isEmpty {
        live.console.output("nothing to deliver")
      } else {
        let rows = deliveries.map { $0.row(on: live.console) }
        for line in Table(rows: rows).lines(columns: live.console.columns) {
          live.console.output(line)
        }
      }
      return live.status(of: try publisher.drained().needingAttention)
    }
  }
}
