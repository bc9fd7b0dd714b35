import Support
import Testing

@testable import Git

/// Two runners on one remote.
@Suite struct RemoteRaceTests {
  @Test(arguments: [nil, 1] as [Int?])
  func `after a lost race the work is done on the second try`(depth: Int?) async throws {
    try await RemoteWorld.use { world in
      let repository = try world.clone(depth: depth)
      let remote = try world.remote(of: repository)
      let lost = try world.release("one")
      let theirs = try world.moveRemote()
      #expect(try await remote.push(lost).hasMoved)

      let found = try await remote.fetch(named: ["refs/heads/main"])
      #expect(found.map { "\($0.id)" } == [theirs])
      try world.git.git("tag", "--delete", "one", in: "clone")
      try world.git.git("reset", "--quiet", "--hard", theirs, in: "clone")
      let updates = try world.release("one")
      #expect(updates[0].old == found[0].id)
      #expect(try await remote.push(updates).verdict == .accepted)
      #expect(try world.remoteReferences() == updates.asLines)
      #expect(repository.isShallow == (depth != nil))
      try world.check("srv/r.git")
      try world.check("clone")
    }
  }

  @Test func `of two pushes at once one wins and the other learns of it`() async throws {
    try await RemoteWorld.use { world in
      let all = try ["a", "b"].map { name in
        _ = try world.clone(name)
        return try world.release("release-\(name)", in: name)
      }
      let outcomes = try await withThrowingTaskGroup { group in
        for (name, updates) in zip(["a", "b"], all) {
          let path = world.git.at(name)
          let location = try RemoteLocation(world.url)
          let access = RemoteWorld.access()
          group.addTask {
            let remote = try Remote(
              location, of: Repository.open(at: path), for: .archive, access: access)
            return (name, try await remote.push(updates))
          }
        }
        return try await group.reduce(into: [String: PushOutcome]()) { $0[$1.0] = $1.1 }
      }
      let winners = outcomes.filter { $0.value.verdict == .accepted }.map(\.key)
      #expect(winners.count == 1)
      #expect(outcomes.values.count { $0.hasMoved } == 1)
      let won = winners == ["a"] ? all[0] : all[1]
      #expect(try world.remoteReferences() == won.asLines)
      try world.check("srv/r.git")
    }
  }
}
