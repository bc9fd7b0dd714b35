import ArgumentParser
import Configuration
import Git
import Model
import Publish
import Record
import Sync

/// Where a command of the queue finds the archive's remote.
struct QueueOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The remote with the releases: a name or a URL", valueName: "remote"))
  var remote: String = "origin"
}

/// Which deliveries a person decides about.
struct DeliveryChoice: ParsableArguments {
  @Argument(help: "The release, by its tag")
  var release: String

  @Argument(help: "The channel, by its name (default: every channel)")
  var channel: String?
}

extension Live {
  /// What tells people, for a command that does nothing else.
  func publisher(_ queue: QueueOptions, _ global: GlobalOptions) async throws -> Publisher {
    let repository = try repository(global.repository)
    let configuration = try configuration(of: repository)
    // Who gives the command asks for it; a fork and a pull request are refused nevertheless.
    _ = try mayPublish(configuration, push: true, publish: true)
    let channels = try await channels(configuration)
    guard !channels.isEmpty else {
      throw CommandError(
        "no channels are configured", hint: "name them in `channels` in \(Configuration.path)",
        status: .configuration)
    }
    let archive = try Archive(repository: repository, branch: configuration.branch?.text)
    return try publisher(
      configuration, over: channels, at: try await remote(queue.remote, of: archive).remote,
      of: repository)
  }

  /// Writes down what a person decides about a release's deliveries.
  func decide(
    _ decision: Publisher.Decision, on choice: DeliveryChoice, _ queue: QueueOptions,
    _ global: GlobalOptions
  ) async throws -> ExitStatus {
    guard let name = ReleaseName(choice.release) else {
      throw CommandError(
        "`\(SafeText.line(choice.release))` is no release",
        hint: "write it as its tag, such as 2026-11-20-18-00", status: .usage)
    }
    let publisher = try await publisher(queue, global)
    let decided = try await publisher.decide(decision, on: name, over: choice.channel)
    let console = console
    for delivery in decided {
      console.output("\(delivery.release) over \(delivery.channel): \(delivery.state.rawValue)")
    }
    return .done
  }
}
