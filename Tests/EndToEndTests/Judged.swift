import PolicyLanguage
import Support
import Testing

/// An archive as git sees it.
struct Judged {
  let fixture: GitFixture
  let folder: String

  @discardableResult
  func git(_ arguments: String..., expecting status: Int32 = 0) throws -> String {
    try fixture.git(arguments, in: folder, expecting: status)
  }

  /// Lines of git's output.
  func lines(_ arguments: String...) throws -> [String] {
    try fixture.git(arguments, in: folder).split(separator: "\n").map(String.init)
  }

  /// The subjects of all commits of a branch, oldest first.
  func subjects(_ revision: String = "HEAD") throws -> [String] {
    try lines("log", "--reverse", "--format=%s", revision)
  }

  /// The subjects of the commits that are no release, oldest first.
  func changes(_ revision: String = "HEAD") throws -> [String] {
    try subjects(revision).filter { !$0.hasPrefix("Release ") }
  }

  /// The release tags, oldest first.
  func releases() throws -> [String] { try lines("tag", "--list", "2*") }

  /// A commit's trailers, as git itself reads them.
  func trailers(of commit: String) throws -> [String: String] {
    let message = try git("log", "-1", "--format=%B", commit)
    let text = try fixture.git(
      "interpret-trailers", "--parse", in: folder, input: message + "\n")
    var trailers: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ":", maxSplits: 1)
      trailers[String(fields[0])] = fields.last.map { String($0.drop { $0 == " " }) }
    }
    return trailers
  }

  /// The commit that a subject belongs to.
  func commit(_ subject: String, location: SourceLocation = #_sourceLocation) throws -> String {
    let all = try lines("log", "--format=%H%x09%s")
    let found = all.first { $0.hasSuffix("\t" + subject) }
    return try #require(
      found.map { String($0.prefix(40)) }, "no commit `\(subject)` among \(all)",
      sourceLocation: location)
  }

  /// The document of a policy at a revision.
  func document(_ policy: String, at revision: String = "HEAD") throws -> JSONNode {
    try json("policies/\(policy)", at: revision)["PolicyVersion"]?["Document"]
      ?? JSONDocument(parsing: Array("null".utf8)).root
  }

  /// A JSON file at a revision.
  func json(_ path: String, at revision: String = "HEAD") throws -> JSONNode {
    try JSONDocument(parsing: Array(try git("show", "\(revision):\(path)").utf8)).root
  }

  /// Expects that git finds nothing wrong, and that index and work tree are where HEAD is.
  func expectSound(location: SourceLocation = #_sourceLocation) throws {
    let check = try fixture.run(
      ["git", "fsck", "--full", "--strict", "--no-dangling"], in: folder)
    #expect(check.status == 0, "\(check.output)\(check.error)", sourceLocation: location)
    #expect(check.output == "", sourceLocation: location)
    let status = try fixture.run(
      ["git", "--no-optional-locks", "status", "--porcelain"], in: folder)
    #expect(status.output == "", sourceLocation: location)
  }
}
