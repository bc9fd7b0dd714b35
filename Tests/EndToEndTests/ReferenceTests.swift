import Foundation
import PolicyLanguage
import Support
import Testing

/// The service data, from the command line.
struct ReferenceTests {
  /// The day of a file's data, which is never nine months ago.
  private static let date = "9999-01-31"

  @Test func `the program tells the date and the counts of its own data`() throws {
    try GitFixture.use { fixture in
      let bot = Bot(in: fixture)
      let version = try bot.run("--version")
      let date = try #require(version.output.firstMatch(of: #/service data (2\d{3}-\d\d-\d\d)\n/#))
      let text = try bot.run("reference", "info")
      #expect(text.status == 0, "\(text.text)")
      #expect(text.output.hasPrefix("service data of \(date.1)\n"))
      let json = try JSONDocument(
        parsing: Array(bot.run("reference", "info", "--json").output.utf8)
      ).root
      #expect(json["date"]?.string == String(date.1))
      let services = try #require(json["services"]?.numberText)
      #expect(text.output.contains("\n\(services) services, "))
      #expect(json["gone"]?.count == 4)
    }
  }

  @Test func `data that AWS gives is merged over a file`() throws {
    let server = try LoopbackServer { request in
      request.path == "/"
        ? .init(200, #"[{"service": "s3", "url": "/s3"}, {"service": "sqs", "url": "/sqs"}]"#)
        : .init(200, #"{"Actions": [{"Name": "New\#(request.path.dropFirst())"}]}"#)
    }
    try GitFixture.use { fixture in
      try Self.write(["s3"], to: "old.txt", in: fixture)
      let update = ["reference", "update", "--url", "\(server.url)/", "--service-reference"]
      let outcome = try Bot(in: fixture).run(update + ["old.txt"])
      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(outcome.output.contains("\n2 services, 2 actions, 0 resource types, "))
      let text = try String(contentsOfFile: fixture.path + "/old.txt", encoding: .utf8)
      #expect(text.contains("\tAmazon s3\n"))
      #expect(text.contains("\nGet\tR\t-\(Self.date)\nNews3\tR\n"))
      try Self.write(["a", "b", "c", "d", "e"], to: "more.txt", in: fixture)
      let broken = try Bot(in: fixture).run(update + ["more.txt"])
      #expect(broken.status == 4)
      #expect(broken.error.contains("AWS lists 2 services, of 5 that are known"))
    }
  }

  @Test(arguments: [
    (["build", "none.whl"], 1, "cannot use `none.whl`: there is no such file"),
    (["build", "bad.txt", "-o", "bad.txt/x"], 1, "broken: `A X` in service `s3`"),
    (["build", "bad.txt", "--json"], 64, "--json needs --output"),
    (["build"], 64, "Missing expected argument"),
    (["info", "--service-reference", "bad.txt"], 1, "broken: `A X` in service `s3`"),
    (["info", "--service-reference", "."], 1, "cannot use `.`: it is no regular file"),
    (["update"], 64, "say with --output where the service data goes"),
    (["update", "-o", "x", "--url", "ftp://a"], 64, "`ftp://a` is no http or https address"),
  ])
  func `what cannot be done is said`(words: [String], status: Int32, message: String) throws {
    try GitFixture.use { fixture in
      let bad = "service-reference 1\t2026-10-27\n=\ts3\t4\nA\tX\n"
      try Data(bad.utf8).write(to: URL(filePath: fixture.path + "/bad.txt"))
      let outcome = try Bot(in: fixture).run(["reference"] + words)
      #expect(outcome.status == status, "\(outcome.text)")
      #expect(outcome.error.contains(message), "\(outcome.text)")
    }
  }

  @Test func `what is built goes to standard output, or to a file`() throws {
    try GitFixture.use { fixture in
      try Self.write(["s3", "sqs"], to: "old.txt", in: fixture)
      let bot = Bot(in: fixture)
      let printed = try bot.run("reference", "build", "old.txt")
      #expect(printed.output.hasPrefix("service-reference 1\t\(Self.date)\n"))
      let written = try bot.run("reference", "build", "old.txt", "--output", "new.txt", "--json")
      #expect(written.output.contains(#""services": 2,"#))
      #expect(
        try String(contentsOfFile: fixture.path + "/new.txt", encoding: .utf8) == printed.output)
    }
  }

  private static func write(
    _ prefixes: [String], to file: String, in fixture: GitFixture
  ) throws {
    let services = prefixes.map { prefix in
      ServiceRecord(
        prefix: prefix, name: "Amazon \(prefix)",
        actions: [Action(name: "Get", accessLevel: .read)])
    }
    let text = ServiceSnapshot(date: Self.date, services: services).text
    try Data(text).write(to: URL(filePath: "\(fixture.path)/\(file)"))
  }
}
