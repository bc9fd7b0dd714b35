import Foundation
import Model
import PolicyLanguage
import Support
import Testing

/// Deliveries that somebody has waited for too long.
@Suite struct DeliveryOverdueTests {
  /// The time so many hours ago, as receipts have it.
  private static func time(hoursAgo hours: Int64) -> String {
    Timestamp(seconds: Int64(Date().timeIntervalSince1970) - hours * 3_600).rfc3339
  }

  /// Has hours pass since a release was owed: its receipt says since when.
  private static func age(_ world: DeliveryWorld, hours: Int64) throws -> String {
    let since = time(hoursAgo: hours)
    let old = try world.note().joined(separator: "\n")
    let new = old.replacing(/"since":"[^"]*"/, with: #""since":"\#(since)""#)
    #expect(new != old)
    try world.push.served.git("notes", "--ref=mamip", "add", "-f", "-m", new, "main")
    return since
  }

  @Test func `what is owed for less than a day is waited for`() throws {
    try DeliveryWorld.use { world in
      world.script.plan(.init(400), .init(400))
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      _ = try Self.age(world, hours: 23)
      let outcome = try world.run("queue", "list")
      #expect(outcome.error == "")
      #expect(try world.run("queue", "list", "--json").output.contains(#""overdue": false"#))
      try world.sync()
    }
  }

  @Test func `what is owed for a day is overdue, and every command says which it is`() throws {
    try DeliveryWorld.use { world in
      world.script.plan(.init(400), .init(400), .init(400))
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      let since = try Self.age(world, hours: 24)
      let complaint = "error: \(world.told[0]) over `webhook` is overdue, owed since \(since): "
      let list = try world.run("queue", "list", expecting: 3)
      #expect(list.output.contains("pending"))
      #expect(list.error.hasPrefix(complaint + "\(world.hook.url) answered 400\n"), "\(list.error)")
      let json = try world.run("queue", "list", "--json", expecting: 3)
      #expect(PolicyFixture.parse(json.output).root.elements.map { $0["overdue"]?.bool } == [true])
      for words in [["queue", "drain"], ["sync", "--source", "iam", "--push", "--publish"]] {
        let outcome = try world.push.iam.bot.run(
          words, in: "clone", environment: world.environment)
        #expect(outcome.status == 3)
        #expect(outcome.error.contains(complaint), "\(outcome.text)")
      }
      try world.run("queue", "drain")
      #expect(try world.states() == ["webhook delivered 4"])
    }
  }

  @Test func `what is dead is named as well`() throws {
    let delivery = #"{"backoff": {"first": "0s"}, "claimTimeout": "0s", "attempts": 1}"#
    try DeliveryWorld.use(delivery: delivery) { world in
      world.script.plan(.init(400))
      world.push.publish("Alpha", "s3:Put")
      let outcome = try world.sync(expecting: 3)
      let complaint = "error: \(world.told[0]) over `webhook` is dead after 1 attempt: "
      #expect(outcome.error.contains(complaint), "\(outcome.error)")
      #expect(outcome.error.contains("`mamip-bot queue retry` has one tried anew"))
    }
  }

  @Test func `what nobody could be told for a week is given up, which is said once`() throws {
    try DeliveryWorld.use { world in
      world.script.plan(.init(400))
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      _ = try Self.age(world, hours: 7 * 24)
      let outcome = try world.run("queue", "drain")
      let what = "\(world.told[0]) over `webhook`"
      let complaint = "warning: \(what) is given up, because it is no news any more: "
      #expect(outcome.error == complaint + "\(world.hook.url) answered 400\n")
      #expect(outcome.output.contains("webhook  expired  1 attempt"), "\(outcome.output)")
      #expect(try world.run("queue", "drain").text == "status 0\nnothing to deliver\n")
      #expect(world.told.count == 1)
    }
  }
}
