import Support
import Testing

/// Runs that push, killed at every moment.
@Suite struct RemoteCrashTests {
  @Test func `a run is killed while it records and pushes`() throws {
    try PushedArchive.use(isBare: true) { archive in
      try archive.publish()
      try CrashScenario(shop: archive.shop, hasRemote: true).expectSafe(pointsMin: 35)
    }
  }

  @Test func `a run is killed while it pushes to a server that moves one reference at a time`()
    throws
  {
    try PushedArchive.use(isBare: true) { archive in
      let shop = archive.shop
      try shop.succeed("git", "config", "receive.advertiseAtomic", "false", in: "start/r.git")
      try archive.publish()
      try shop.succeed(shop.syncCommand("start/archive"))
      let tags = try archive.remote().references.filter { $0.hasPrefix("refs/tags/") }
      let branch = try archive.state().references.filter { $0.hasPrefix("refs/heads/") }
      var scenario = CrashScenario(shop: shop, hasRemote: true)
      scenario.passingAtRemote = [branch.union(tags)]
      try scenario.expectSafe(pointsMin: 10)
    }
  }

  @Test func `a run is killed while it catches up with the remote`() throws {
    try PushedArchive.use { archive in
      let shop = archive.shop
      try archive.clone("other")
      try archive.publish()
      try archive.sync("other")
      try shop.write("other/README.md", "read me\n")
      try shop.write("other/docs/guide.md", "how to\n")
      try shop.succeed("git", "add", "--all", in: "other")
      try shop.succeed("git", "commit", "--quiet", "-m", "docs", in: "other")
      try shop.succeed("git", "push", "--quiet", "../start/r.git", "main", in: "other")
      try shop.write("start/archive/policies/B", "my edit\n")
      try shop.write("start/archive/notes.txt", "mine\n")
      try CrashScenario(shop: shop, hasRemote: true).expectSafe(pointsMin: 10)
    }
  }

  @Test func `a run is killed while it records anew what another runner outran`() throws {
    try PushedArchive.use { archive in
      let shop = archive.shop
      try archive.clone("other")
      try archive.source.commit(day: 2, ["A": 2])
      try shop.succeed("mkdir", "early")
      try shop.succeed("cp", "-a", "source", "early/source")
      try archive.source.commit(day: 3, ["B": 2, "C": nil, "E": 1])
      let tags = try archive.state().references.filter { $0.hasPrefix("refs/tags/") }
      try shop.succeed(shop.syncCommand("start/archive"))
      try archive.sync("other", from: "early/source")
      // The tag of what was outrun goes first, so that it can never stand for something else.
      let outrun = try archive.state().references.filter { $0.hasPrefix("refs/heads/") }
      var scenario = CrashScenario(shop: shop, hasRemote: true)
      scenario.passing = [outrun.union(tags)]
      try scenario.expectSafe(pointsMin: 20)
    }
  }
}
