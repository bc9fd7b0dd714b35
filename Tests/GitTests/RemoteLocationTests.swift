import Support
import Testing

@testable import Git

@Suite struct RemoteLocationTests {
  @Test(arguments: [
    ("https://h.example/o/r.git", true), ("HTTP://h.example", true), ("/srv/r.git", false),
    ("../r.git", false), ("file:///srv/r.git", false), ("ssh://git@h.example/r", false),
    ("git@h.example:o/r.git", false),
  ])
  func `addresses and paths are told apart`(text: String, isHTTP: Bool) throws {
    switch try RemoteLocation(text) {
    case .http: #expect(isHTTP)
    case .transport(let address): #expect(!isHTTP && address == text)
    }
  }

  @Test(arguments: ["", "git://h.example/r", "ext::sh -c true://", "https://", "https://h/?a=b"])
  func `what cannot be used is refused with advice`(text: String) throws {
    let error = try #require(throws: RemoteError.self) { try RemoteLocation(text) }
    #expect(error.reason == .address)
    #expect(error.hint != nil)
  }

  @Test func `names and rewritten addresses are those of the configuration`() throws {
    try GitFixture.use { git in
      try git.makeRepository("r", files: ["a": "a\n"])
      try git.git("remote", "add", "origin", "short:o/r", in: "r")
      try git.git("remote", "set-url", "--push", "origin", "https://push.example/o/r", in: "r")
      try git.git("config", "url.https://h.example/.insteadOf", "short:", in: "r")
      let repository = try Repository.open(at: git.at("r"))
      func shown(_ text: String, isForPush: Bool = false) throws -> String {
        "\(try RemoteLocation(text, in: repository, isForPush: isForPush))"
      }
      #expect(try shown("origin") == "https://h.example/o/r")
      #expect(try shown("origin", isForPush: true) == "https://push.example/o/r")
      #expect(try shown("short:x/y") == "https://h.example/x/y")
      #expect(try shown("https://u:p@other.example/r") == "https://other.example/r")
      #expect(try shown("/srv/elsewhere") == "/srv/elsewhere")
    }
  }
}
