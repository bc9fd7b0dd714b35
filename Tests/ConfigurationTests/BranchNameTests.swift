import Configuration
import Support
import Testing

@Suite struct BranchNameTests {
  @Test func `a branch is what git takes for one`() throws {
    let names =
      Self.allShort + [
        "main", "release/2026", "a.lock/b", "a/b.lock", "a.locked", "héad", "HEAD", "-x", "@{-1}",
        "feature/@", "a\tb", "a\u{7F}", "refs", "main.", ".main", "a/.b", "a.b", "a//b",
      ]
    for name in names where name != "@" {
      #expect(Self.isAccepted(name) == (try Self.gitAccepts(name)), "\(name.debugDescription)")
    }
  }

  @Test func `the short form of HEAD is not taken for a branch`() {
    #expect(throws: InvalidText.self) { try BranchName("@") }
  }

  @Test func `the full name of a reference is not taken for a branch`() {
    let error = #expect(throws: InvalidText.self) { try BranchName("refs/heads/main") }
    #expect(error?.hint == "write `main`")
  }

  /// All texts of at most three characters over those that git's rules speak of.
  private static var allShort: [String] {
    let alphabet = ["a", ".", "/", "-", "@", "{"]
    let pairs = alphabet.flatMap { first in alphabet.map { first + $0 } }
    let triples = pairs.flatMap { pair in alphabet.map { pair + $0 } }
    return [""] + alphabet + ["~", "^", ":", "?", "*", "[", "\\", " "].map { "a\($0)b" } + pairs
      + triples
  }

  private static func isAccepted(_ name: String) -> Bool {
    do {
      _ = try BranchName(name)
      return true
    } catch {
      return false
    }
  }

  private static func gitAccepts(_ name: String) throws -> Bool {
    let git = ExternalProgram(
      ["git", "check-ref-format", "--branch", name], in: "/", environment: nil)
    return try git.run().status == 0
  }
}
