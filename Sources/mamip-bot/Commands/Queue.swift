import ArgumentParser

/// What is delivered, and what is still to be.
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Show, send, retry or skip deliveries",
    discussion: """
      A release is delivered once over each configured channel. What was delivered stands in git \
      notes on the release commits (`refs/notes/mamip`) at the remote, so there is nothing to \
      lose: a release without a final note is what a channel still has to deliver.
      """,
    subcommands: [
      // Sorted.
      QueueDrainCommand.self,
      QueueListCommand.self,
      QueueRetryCommand.self,
      QueueSkipCommand.self,
    ])
}
