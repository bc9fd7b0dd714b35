import Foundation
import Model
import PolicyLanguage
import Support
import Testing

/// Who is told of a release, how often, and what is written down of it.
@Suite struct DeliveryTests {
  @Test func `a release is told once, and the server's notes say so`() throws {
    try DeliveryWorld.use { world in
      world.push.publish("Alpha", "s3:Put")
      let outcome = try world.sync()
      let release = try #require(try world.push.served.releases().last)
      #expect(outcome.output.contains("\(release)  webhook  delivered"), "\(outcome.output)")
      #expect(world.told == [release])
      #expect(try world.states() == ["webhook delivered 1"])
      let note = try world.note()
      #expect(note.count == 1)
      #expect(note[0].hasPrefix(#"{"channel":"webhook","state":"delivered","attempts":1,"at":""#))

      try world.sync()
      try world.run("queue", "drain")
      #expect(world.told == [release])
    }
  }

  @Test func `the first run of a channel tells nothing of what was released before it`() throws {
    try DeliveryWorld.use { world in
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      try world.sync()
      #expect(world.told == [])
      #expect(try world.states() == [])
      world.push.publish("Alpha", "s3:List")
      try world.sync()
      #expect(world.told.count == 1)
    }
  }

  @Test func `a tag that only bears the name of a release keeps no channel from beginning`() throws
  {
    try DeliveryWorld.use { world in
      let month = Timestamp(seconds: Int64(Date().timeIntervalSince1970)).date.prefix(7)
      try world.push.served.git("tag", "-a", "-m", "mine", "\(month)-31-23-59", "main~1")
      for action in ["s3:Put", "s3:List"] {
        world.push.publish("Alpha", action)
        try world.sync()
      }
      #expect(world.told.count == 2)
    }
  }

  @Test func `several releases are sent by one run, each by itself`() throws {
    try DeliveryWorld.use { world in
      try world.sync()
      for action in ["s3:Put", "s3:List", "s3:Get", "s3:Delete"] {
        world.push.publish("Alpha", action)
        try world.push.sync(in: "clone", "--push")
      }
      try world.run("queue", "drain")
      #expect(try world.told == world.push.served.releases().suffix(4))
      #expect(try world.states() == Array(repeating: "webhook delivered 1", count: 4))
    }
  }

  @Test func `without --publish nothing is sent, and a later run sends it`() throws {
    try DeliveryWorld.use { world in
      try world.sync()
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      #expect(world.told == [])
      #expect(try world.states() == ["webhook pending 0"])
      try world.run("queue", "drain")
      #expect(world.told.count == 1)
    }
  }

  @Test func `what is refused is tried again, and what is in doubt is not`() throws {
    try DeliveryWorld.use { world in
      world.script.plan(.init(400), .init(429), .init(500))
      world.push.publish("Alpha", "s3:Put")
      let first = try world.sync()
      #expect(first.error.contains("could not tell of"), "\(first.error)")
      #expect(try world.states() == ["webhook pending 1"])
      try world.sync()
      #expect(try world.states() == ["webhook pending 2"])
      let third = try world.sync()
      #expect(third.error.contains("it is not known whether"), "\(third.error)")
      #expect(try world.states() == ["webhook uncertain 3"])
      try world.sync()
      #expect(world.told.count == 3)
    }
  }

  @Test func `a delivery that was tried often enough is dead until a person says otherwise`()
    throws
  {
    let delivery = #"{"backoff": {"first": "0s"}, "claimTimeout": "0s", "attempts": 2}"#
    try DeliveryWorld.use(delivery: delivery) { world in
      world.script.plan(.init(400), .init(400))
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      try world.sync(expecting: 3)
      #expect(try world.states(expecting: 3) == ["webhook dead 2"])
      try world.sync(expecting: 3)
      #expect(world.told.count == 2)

      let release = world.told[0]
      let retried = try world.run("queue", "retry", release, "webhook")
      #expect(retried.output == "\(release) over webhook: pending\n")
      try world.run("queue", "drain")
      #expect(world.told.count == 3)
      #expect(try world.states() == ["webhook delivered 1"])
    }
  }

  @Test func `what is skipped is not sent`() throws {
    try DeliveryWorld.use { world in
      world.script.plan(.init(400))
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      try world.run("queue", "skip", world.told[0])
      try world.sync()
      #expect(world.told.count == 1)
      #expect(try world.states() == ["webhook skipped 1"])
    }
  }

  @Test func `a wait between attempts is kept`() throws {
    try DeliveryWorld.use(delivery: "{}") { world in
      world.script.plan(.init(400))
      world.push.publish("Alpha", "s3:Put")
      let outcome = try world.sync()
      #expect(outcome.output.contains("1 attempt"), "\(outcome.output)")
      try world.sync()
      #expect(world.told.count == 1)
    }
  }

  @Test func `a channel without its secret is off, and says which variable is missing`() throws {
    try DeliveryWorld.use { world in
      world.push.publish("Alpha", "s3:Put")
      let outcome = try world.sync(environment: ["HOOK": ""])
      #expect(outcome.error.contains("the channel `webhook` is off: HOOK is not set\n"))
      #expect(world.told == [])
      try world.sync()
      world.push.publish("Alpha", "s3:List")
      let waiting = try world.sync(environment: ["HOOK": ""])
      #expect(waiting.output.contains("webhook  pending"), "\(waiting.output)")
      #expect(waiting.output.contains("the channel is off"), "\(waiting.output)")
      try world.sync()
      #expect(try world.states() == ["webhook delivered 1"])
    }
  }

  @Test func `a wrong address is an error that names the channel and not the address`() throws {
    try DeliveryWorld.use { world in
      let outcome = try world.sync(
        expecting: 78, environment: ["HOOK": "http://example.com/secret-path"])
      #expect(outcome.error.hasPrefix("error: HOOK, for the channel `webhook`: it is no https"))
    }
  }

  @Test func `nobody is told of what does not pass the filter`() throws {
    let channels = #"[{"type": "webhook", "urlFrom": "HOOK", "policies": ["Beta"]}]"#
    try DeliveryWorld.use(channels: channels) { world in
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      #expect(world.told == [])
      #expect(try world.states() == ["webhook skipped 0"])
      world.push.publish("Beta", "s3:Put")
      try world.sync()
      #expect(world.told.count == 1)
    }
  }

  @Test func `a first import is told to nobody`() throws {
    try DeliveryWorld.use { world in
      try world.fixture.git("init", "--quiet", "--bare", "served/new.git")
      try world.fixture.git("config", "http.receivepack", "true", in: "served/new.git")
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "new")
      try world.fixture.git("remote", "add", "origin", world.push.server.url("new.git"), in: "new")
      try world.fixture.write(
        "new/.github/mamip.json",
        #"{"repository": "o/n", "channels": [{"type": "webhook", "urlFrom": "HOOK"}]}"#)
      try world.sync(in: "new")
      #expect(world.told == [])
      world.push.publish("Alpha", "s3:Put")
      try world.sync(in: "new")
      #expect(world.told.count == 1)
    }
  }

  @Test func `a dry run prints what is sent, as far as it is known before, and sends nothing`()
    throws
  {
    try DeliveryWorld.use { world in
      world.push.publish("Alpha", "s3:Put")
      let dry = try world.run("sync", "--source", "iam", "--dry-run")
      #expect(world.told == [])
      let draft = try #require(dry.output.split(separator: "\n").last)
      #expect(dry.output.contains("webhook: POST $HOOK\n"), "\(dry.output)")
      try world.sync()
      let sent = try #require(world.hook.requests.first).text
      let known = { (text: String) in
        text.replacing(/"(commit|release|timestamp|url)":("[^"]*"|null)/) { "\($0.1)" }
      }
      #expect(known(String(draft)) == known(sent))
    }
  }

  @Test func `where the receipts are lost every channel begins anew, and nothing old is told`()
    throws
  {
    try DeliveryWorld.use { world in
      try world.sync()
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      try world.push.served.git("update-ref", "-d", "refs/notes/mamip")
      try world.sync()
      #expect(world.told == [])
      #expect(try world.states() == [])
    }
  }

  @Test func `a clone that lacks the release's changes says how to get them`() throws {
    try DeliveryWorld.use { world in
      try world.sync()
      world.push.publish("Alpha", "s3:Put")
      try world.push.sync(in: "clone", "--push")
      try world.clone("shallow", depth: 1)
      let outcome = try world.run("queue", "drain", in: "shallow")
      #expect(outcome.error.contains("`git fetch --unshallow`"), "\(outcome.error)")
      #expect(try world.states(in: "shallow") == ["webhook pending 0"])
      #expect(world.told == [])
      try world.run("queue", "drain")
      #expect(world.told.count == 1)
    }
  }

  @Test func `a remote that is a path has receipts as well`() throws {
    try DeliveryWorld.use { world in
      let path = world.fixture.at("served/archive.git")
      try world.fixture.git("remote", "set-url", "origin", path, in: "clone")
      world.push.publish("Alpha", "s3:Put")
      try world.sync()
      #expect(world.told.count == 1)
      #expect(try world.note().count == 1)
    }
  }

  @Test func `neither a pull request nor a fork sends anything`() throws {
    try DeliveryWorld.use { world in
      let fork = try world.run(
        "queue", "drain", expecting: 78,
        environment: ["GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "somebody/policies"])
      #expect(fork.error.contains("not the configured `octo/policies`"), "\(fork.error)")
      let request = try world.run(
        "queue", "drain", expecting: 78,
        environment: [
          "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "octo/policies",
          "GITHUB_EVENT_NAME": "pull_request",
        ])
      #expect(request.error.contains("the event is `pull_request`"), "\(request.error)")
    }
  }
}
