import Support

/// An archive of four policies that has been pushed to a server on loopback, and its source.
struct PushedArchive {
  static let push = "POST /start/r.git/git-receive-pack"

  let shop: Workshop
  let source: SourceHistory
  let server: GitHTTPServer

  static func use(isBare: Bool = false, _ body: (PushedArchive) throws -> Void) throws {
    try GitFixture.use { fixture in
      let shop = Workshop(fixture)
      let source = try SourceHistory(shop)
      try source.commit(day: 1, ["A": 1, "B": 1, "C": 1, "D": 1])
      try shop.makeArchive("start/archive", isBare: isBare)
      try shop.makeArchive("start/r.git", isBare: true)
      try shop.succeed("git", "config", "receive.autogc", "false", in: "start/r.git")
      let archive = PushedArchive(
        shop: shop, source: source, server: try GitHTTPServer(root: shop.path))
      try archive.sync()
      try body(archive)
    }
  }

  /// News that neither the archive nor its remote has yet.
  func publish() throws {
    try source.commit(day: 2, ["A": 2, "B": 2, "C": nil, "E": 1])
  }

  /// Makes another clone with another name for the bot, so that its commits are others.
  func clone(_ name: String) throws {
    try shop.succeed("cp", "-a", "start/archive", name)
    try shop.succeed("git", "config", "user.name", name, in: name)
  }

  /// The command of a run on an archive, whichever it is, that pushes to the remote.
  func command(
    _ archive: String = "start/archive", from source: String = "source"
  ) -> [String] {
    shop.syncCommand(archive, from: source, pushingTo: server.url("start/r.git"))
  }

  /// Such a run; it has to succeed.
  func sync(_ archive: String = "start/archive", from source: String = "source") throws {
    try shop.succeed(command(archive, from: source))
  }

  /// What is at the remote.
  func remote() throws -> ArchiveState {
    try ArchiveState(of: "start/r.git", in: shop)
  }

  func state(_ archive: String = "start/archive") throws -> ArchiveState {
    try ArchiveState(of: archive, in: shop)
  }
}
