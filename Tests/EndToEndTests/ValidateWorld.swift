import Foundation
import PolicyLanguage
import Support
import Testing

/// A folder of files to validate, and the program to do it.
struct ValidateWorld {
  let fixture: GitFixture
  let bot: Bot

  static func use(
    _ files: [String: String] = [:], _ body: (ValidateWorld) throws -> Void
  ) throws {
    try GitFixture.use { fixture in
      let world = ValidateWorld(fixture: fixture, bot: Bot(in: fixture))
      for (path, text) in files { try world.write(text, to: path) }
      try body(world)
    }
  }

  /// Writes a file and the folders that it is in.
  func write(_ text: String, to path: String) throws {
    let file = URL(filePath: fixture.path).appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(
      contentsOf: URL(filePath: fixture.path).appending(path: path), encoding: .utf8)
  }

  /// Validates, which must end with a status.
  @discardableResult
  func validate(
    _ arguments: String..., in folder: String = ".", expecting status: Int32 = 0,
    environment: [String: String] = [:], input: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws -> Bot.Outcome {
    let outcome = try bot.run(
      ["validate"] + arguments, in: folder, environment: environment, input: input)
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    return outcome
  }

  /// What is reported as JSON: for each policy its file, its name and the codes found.
  func codes(
    _ arguments: String..., in folder: String = ".", expecting status: Int32 = 0,
    environment: [String: String] = [:], input: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let outcome = try bot.run(
      ["validate", "--format", "json"] + arguments, in: folder, environment: environment,
      input: input)
    #expect(outcome.status == status, "\(outcome.text)", sourceLocation: location)
    return try JSONDocument(parsing: Array(outcome.output.utf8)).root.elements.map { entry in
      let codes = entry["findings"]?.elements.map { finding in
        (finding["issueCode"]?.string ?? "?")
          + (finding["onlyIn"]?.string.map { " only \($0)" } ?? "")
      }
      let words = [entry["file"]?.string, entry["policy"]?.string].compactMap(\.self)
      let found = entry["findings"]?.isNull == false ? codes ?? [] : ["none known"]
      return (words + found).joined(separator: " ")
    }
  }

  /// A policy without findings.
  static let clean = #"""
    {"Version": "2012-10-17", "Statement": [{"Sid": "A", "Effect": "Allow",
      "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}]}
    """#

  /// A policy with a suggestion: one action stands twice.
  static let redundant = #"""
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:GetObject"],
          "Resource": "arn:aws:s3:::bucket/*"
        }
      ]
    }
    """#

  /// A policy with a security warning.
  static let passRole = #"""
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:PassRole",
      "Resource": "*"}]}
    """#
}
