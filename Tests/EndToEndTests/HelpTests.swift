import Foundation
import Support
import Testing

/// The help texts, kept as files, and the README beside them.
struct HelpTests {
  static let commands = [
    "mamip-bot", "blame", "diff", "doctor", "first-seen", "fsck", "grants", "impact", "init",
    "log", "queue", "queue drain", "queue list", "queue retry", "queue skip", "reference",
    "reference build", "reference info", "reference update", "show", "sync",
    "validate",
  ]

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private static func help(_ command: String) throws -> String {
    try GitFixture.use { fixture -> String in
      let words = command == "mamip-bot" ? [] : command.split(separator: " ").map(String.init)
      let outcome = try Bot(in: fixture).run(
        words + ["--help"], environment: ["COLUMNS": "100"])
      #expect(outcome.status == 0)
      #expect(outcome.error == "")
      return outcome.output
    }
  }

  private static func file(of command: String) -> String {
    command.replacing(" ", with: "-") + ".txt"
  }

  private static func subcommands(of command: String) throws -> [String] {
    let parts = try help(command).split(separator: "SUBCOMMANDS:\n")
    guard parts.count == 2 else { return [] }
    return parts[1].matches(of: #/(?m)^  ([a-z-]+) /#).map { String($0.1) }
  }

  @Test(arguments: commands)
  func `the help of a command is the one in its file`(command: String) throws {
    let help = try Self.help(command)
    let file = Self.folder.appending(path: "Golden/\(Self.file(of: command))")
    let golden = try Golden.text(at: file.path, orNow: help)
    #expect(help == golden, "run again with RECORD=1 if this is right")
  }

  @Test func `there is a file for every command, and no other`() throws {
    let top = try Self.subcommands(of: "mamip-bot")
    let all = try top.flatMap { command in
      try [command] + Self.subcommands(of: command).map { "\(command) \($0)" }
    }
    #expect(["mamip-bot"] + all == Self.commands)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: "Golden").path)
    #expect(Set(files) == Set(Self.commands.map(Self.file)))
  }

  @Test func `the README names every option and every command that exists`() throws {
    let readme = try Self.readme()
    for command in Self.commands {
      let options = Self.options(in: try Self.help(command))
      let missing = options.filter { !readme.contains("`\($0)") }
      #expect(missing == [], "of `\(command)`")
      #expect(command == "mamip-bot" || readme.contains("| `\(command)` |"))
    }
  }

  @Test func `every option that the README's tables name exists`() throws {
    let known = try Set(Self.commands.flatMap { Self.options(in: try Self.help($0)) })
    let rows = try Self.readme().split(separator: "\n").filter { $0.hasPrefix("| `--") }
    let cells = rows.compactMap { $0.split(separator: "|").first }
    let named = cells.flatMap { cell in cell.matches(of: /--[a-z-]+/).map { String($0.0) } }
    #expect(named.count > 10)
    #expect(named.filter { !known.contains($0) } == [])
  }

  @Test func `options stand in the table of their own command`() throws {
    let common = Self.options(in: try Self.table("Options of every command"))
    for command in Self.commands.dropFirst() {
      let own = Self.options(in: try Self.help(command)).subtracting(common)
      let table = own.isEmpty ? "" : try Self.table("Options of `\(command)`")
      #expect(Self.options(in: table) == own, "of `\(command)`")
    }
  }

  @Test func `the exit codes of the README are those that commands speak of`() throws {
    let table = try Self.table("Exit codes")
    let codes = table.matches(of: #/(?m)^\| (\d+) \|/#).map { String($0.1) }
    #expect(codes == ["0", "1", "2", "3", "4", "64", "78"])
  }

  private static func readme() throws -> String {
    try String(
      contentsOf: folder.appending(path: "../../README.md").standardized, encoding: .utf8)
  }

  /// The text below a heading, up to the next one.
  private static func table(_ heading: String) throws -> String {
    let parts = try readme().split(separator: "### \(heading)\n")
    let text = try #require(parts.count == 2 ? parts.last : nil, "no heading `\(heading)`")
    return String(text.split(separator: "\n#").first ?? "")
  }

  private static func options(in text: String) -> Set<String> {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("  ") || $0.hasPrefix("| `") }
    let heads = lines.map { line in
      line.hasPrefix("| ") ? line.split(separator: "|").first ?? "" : line.prefix(60)
    }
    return Set(
      heads.filter { $0.contains(#/^ +(-[a-z], )?--|`--/#) }
        .flatMap { $0.matches(of: /--[a-z][a-z-]*/).map { String($0.0) } })
  }
}

extension GitFixture {
  /// The same for a test that wants a value out of it.
  fileprivate static func use<Value>(_ body: (GitFixture) throws -> Value) throws -> Value {
    var value: Value?
    try use { fixture in value = try body(fixture) }
    return try #require(value)
  }
}
