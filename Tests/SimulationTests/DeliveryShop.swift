import Foundation
import PolicyLanguage
import Support

/// An archive whose releases are told over every kind of channel.
struct DeliveryShop: Sendable {
  /// Of each channel its name and whether it can promise that each release is there once.
  private var promises = [
    "bluesky": true, "github-release": true, "sns": false, "webhook": false, "x": true,
  ]

  let shop: Workshop

  /// Issues take their time, because GitHub wants content to be written slowly.
  init(_ shop: Workshop, withIssues hasIssues: Bool) throws {
    self.shop = shop
    promises["github-issue"] = hasIssues ? true : nil
    try shop.makeArchive("start/archive")
    try shop.makeArchive("start/r.git", isBare: true)
    try publish("A", 1)
    try publish("B", 1)
    try shop.write(
      "start/archive/.github/mamip.json",
      """
      {"repository": "o/r", "channels": [
        {"type": "bluesky"}, \(hasIssues ? #"{"type": "github-issue"},"# : "")
        {"type": "github-release"},
        {"type": "sns", "topic": "arn:aws:sns:us-east-1:123456789012:mamip.fifo"},
        {"type": "webhook", "urlFrom": "HOOK"}, {"type": "x"}],
       "delivery": {"claimTimeout": "0s", "backoff": {"first": "0s"}}}
      """)
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

    init(of folder: String, in shop: Workshop) throws {
      let tags = shop.at("\(folder)/r.git/refs/tags")
      var world = FakeGitHub()
      world.isPushed = { FileManager.default.fileExists(atPath: "\(tags)/\($0)") }
      gitHub = try FakeGitHubServer(world)
      messengers = try FakeMessengersServer()
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
      default:
        FakeMessengers.Service(rawValue: channel).map { messengers.world.arrived[$0] ?? [] } ?? []
      }
    }
  }

  /// Publishes a version of a policy; each grants something else.
  func publish(_ name: String, _ version: Int) throws {
    try shop.write(
      "source/\(name)",
      """
      {"PolicyVersion": {"Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", \
      "Action": ["s3:GetObject", "ec2:Describe\(name)\(version)"], "Resource": "*"}]}, \
      "VersionId": "v\(version)", "IsDefaultVersion": true, \
      "CreateDate": "2026-01-01T12:00:00+00:00"}}
      """)
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

  /// The releases of the archive, the first import left out.
  func releases(in folder: String) throws -> [String] {
    let names = try shop.succeed(
      "git", "log", "--reverse", "--format=%(trailers:key=Release,valueonly,separator=)", "main",
      in: "\(folder)/r.git")
    return Array(names.split(separator: "\n").map(String.init).dropFirst())
  }

  /// What `queue list` says, by channel and release.
  func states(in folder: String, _ world: World) throws -> [String: [String: String]] {
    let ended = try shop.run(
      [
        Workshop.bot, "queue", "list", "--json", "--repository", shop.at("\(folder)/archive"),
        "--remote", shop.at("\(folder)/r.git"),
      ], environment: world.environment)
    let list = try JSONDocument(parsing: Array(ended.output.utf8)).root
    return list.elements.reduce(into: [:]) { states, delivery in
      states[delivery["channel"]?.string ?? "", default: [:]][
        delivery["release"]?.string ?? ""] = delivery["state"]?.string ?? ""
    }
  }

  /// What contradicts the promises of the channels.
  func contradictions(in folder: String, _ world: World) throws -> [String] {
    let releases = try releases(in: folder)
    let states = try states(in: folder, world)
    var found: [String] = []
    for (channel, isExact) in promises.sorted(by: { $0.key < $1.key }) {
      let told = world.told(channel)
      for release in releases {
        let state = states[channel]?[release] ?? "unknown"
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
