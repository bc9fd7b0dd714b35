import Foundation
import PolicyLanguage
import Support

/// An archive whose releases are told over every kind of channel, in all forms.
struct DeliveryShop: Sendable {
  /// Of each channel its name and whether it can promise that each release is there once.
  private static let promises = [
    "bluesky": true, "discord": false, "github-issue": true, "github-release": true,
    "slack": false, "sns": false, "sqs": false, "teams": false, "webhook": false, "x": true,
  ]
  static let channels = promises.keys.sorted()
  private static let configuration = """
    {"repository": "o/r", "channels": [
      {"type": "bluesky"}, {"type": "github-issue"}, {"type": "github-release"},
      {"type": "sns", "topic": "arn:aws:sns:us-east-1:123456789012:mamip.fifo"},
      {"type": "sqs", "queue": "https://sqs.us-east-1.amazonaws.com/123456789012/mamip"},
      {"type": "webhook", "urlFrom": "HOOK"}, {"type": "x"},
      {"type": "webhook", "name": "discord", "form": "discord", "urlFrom": "DISCORD_WEBHOOK_URL"},
      {"type": "webhook", "name": "slack", "form": "slack", "urlFrom": "SLACK_WEBHOOK_URL"},
      {"type": "webhook", "name": "teams", "form": "teams", "urlFrom": "TEAMS_WEBHOOK_URL"}],
     "delivery": {"claimTimeout": "0s", "backoff": {"first": "0s"}, "pace": false}}
    """

  let shop: Workshop

  /// An archive of what the source has at first, in the folder `start`, whose channels have begun.
  init(_ shop: Workshop, publishing first: (Workshop) throws -> Void) throws {
    self.shop = shop
    try shop.makeArchive("start/archive")
    try shop.makeArchive("start/r.git", isBare: true)
    try first(shop)
    try shop.write("start/archive/.github/mamip.json", Self.configuration)
    let world = try World(of: "start", in: shop)
    for _ in 1...2 {
      let ended = try run(in: "start", world)
      guard ended.isSuccess, world.isSilent else {
        throw Workshop.Failure(description: "the beginning: \(ended)")
      }
    }
  }

  /// Whom the releases of an archive are told.
  struct World: Sendable {
    let gitHub: FakeGitHubServer
    let messengers: FakeMessengersServer

    /// By default nobody was told of anything yet.
    init(
      of folder: String, in shop: Workshop, gitHub: FakeGitHub = FakeGitHub(),
      messengers: FakeMessengers = FakeMessengers()
    ) throws {
      let tags = shop.at("\(folder)/r.git/refs/tags")
      var world = gitHub
      world.isPushed = { FileManager.default.fileExists(atPath: "\(tags)/\($0)") }
      self.gitHub = try FakeGitHubServer(world)
      self.messengers = try FakeMessengersServer(messengers)
    }

    /// Whether nobody was told of anything.
    var isSilent: Bool { gitHub.world.releases.isEmpty && messengers.world.arrived.isEmpty }

    var environment: [String: String] {
      messengers.environment.merging([
        "GITHUB_API_URL": gitHub.url, "GITHUB_TOKEN": "t0ken",
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "us-east-1",
      ]) { $1 }
    }

    /// The releases that a channel told of, in order.
    func told(_ channel: String) -> [String] {
      switch channel {
      case "github-release": gitHub.world.releases.map(\.tag)
      case "github-issue": []
      default: messages(channel).map(\.release)
      }
    }

    /// What was told of a release, by channel; issues are not of one release.
    func texts(of release: String) -> [String: String] {
      let page = gitHub.world.releases.first { $0.tag == release }.map { DeliveryText(of: $0).text }
      return DeliveryShop.channels.reduce(into: ["github-release": page].compactMapValues(\.self)) {
        let message = messages($1).first { $0.release == release }
        if let message { $0[$1] = DeliveryText(of: message.body).text }
      }
    }

    /// The issues as they stand, by number.
    var issues: [String: String] {
      gitHub.world.issues.reduce(into: [:]) { $0["issue \($1.number)"] = DeliveryText(of: $1).text }
    }

    private func messages(_ channel: String) -> [FakeMessengers.Message] {
      FakeMessengers.Service(rawValue: channel).flatMap { messengers.world.arrived[$0] } ?? []
    }
  }

  /// One run that records, pushes and tells.
  func run(
    in folder: String, _ world: World, _ environment: [String: String] = [:]
  ) throws -> Workshop.Ended {
    let command = shop.syncCommand(
      "\(folder)/archive", pushingTo: shop.at("\(folder)/r.git"))
    return try shop.run(
      command + ["--publish"], environment: world.environment.merging(environment) { $1 })
  }

  /// Sends what is due, and does nothing else.
  func drain(in folder: String, _ world: World) throws -> Workshop.Ended {
    try shop.run(
      [
        Workshop.bot, "queue", "drain", "--repository", shop.at("\(folder)/archive"),
        "--remote", shop.at("\(folder)/r.git"),
      ], environment: world.environment)
  }

  /// The releases of the archive, the first import left out.
  func releases(in folder: String) throws -> [String] {
    let names = try shop.succeed(
      "git", "log", "--reverse", "--format=%(trailers:key=Release,valueonly,separator=)", "main",
      in: "\(folder)/r.git")
    return Array(names.split(separator: "\n").map(String.init).dropFirst())
  }

  /// What the note on a release says of each channel, as git shows it.
  private func states(of release: String, in folder: String) throws -> [String: String] {
    let note = try shop.run(
      ["git", "notes", "--ref=mamip", "show", "\(release)^{}"], in: "\(folder)/r.git")
    return try note.output.split(separator: "\n").reduce(into: [:]) { states, line in
      let receipt = try JSONDocument(parsing: Array(line.utf8)).root
      states[receipt["channel"]?.string ?? "claim"] = receipt["state"]?.string ?? ""
    }
  }

  /// What contradicts the promises of the channels.
  func contradictions(in folder: String, _ world: World) throws -> [String] {
    let releases = try releases(in: folder)
    let states = try releases.reduce(into: [:]) {
      $0[$1] = try self.states(of: $1, in: folder)
    }
    var found = states.filter { $1["claim"] != nil }.keys.map { "\($0) is still claimed" }
    for (channel, isExact) in Self.promises.sorted(by: { $0.key < $1.key }) {
      let told = world.told(channel)
      for release in releases {
        let state = states[release]?[channel] ?? "unknown"
        let count = told.count { $0 == release }
        let isRight: Bool =
          channel == "github-issue"
          ? state == "delivered"
          : state == "delivered" ? count == 1 : !isExact && state == "uncertain" && count <= 1
        if !isRight { found.append("\(channel), \(release): \(state), told \(count) times") }
      }
      let others = Set(told).subtracting(releases)
      if !others.isEmpty { found.append("\(channel) told of \(others)") }
    }
    let titles = world.gitHub.world.issues.map(\.title)
    if Set(titles).count != titles.count { found.append("issues: \(titles)") }
    return found
  }
}
