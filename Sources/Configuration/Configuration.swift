package import PolicyLanguage

/// What `.github/mamip.json` says.
///
/// Everything may be absent: what a command needs and does not find here, it asks for on the
/// command line. No secret stands in the file; it names environment variables.
package struct Configuration: Sendable, Equatable {
  /// Where the file stands in a repository.
  package static let path = ".github/mamip.json"

  /// The JSON Schema that an editor may have been pointed to; it means nothing to us.
  package var schemaReference: String?
  /// The repository on GitHub that this archive is.
  package var repository: RepositoryName?
  /// Where policies come from.
  package var source: PolicySourceName?
  /// The branch that is written and pushed.
  package var branch: BranchName?
  /// Whether runs in GitHub Actions push what they record.
  package var push: Bool?
  /// Whether runs in GitHub Actions tell people of what they pushed.
  package var publish: Bool?
  /// Whose file layout is written in addition to our own.
  package var compatibility: Compatibility?
  /// How policies are validated.
  package var validate: ValidateSection?
  /// Where people are told of releases.
  package var channels: [ChannelSection]?
  /// How often and how long that is tried.
  package var delivery: DeliverySection?

  /// Nothing configured.
  package init() {}
}

extension Configuration: Section {
  static let members: [Member<Configuration>] = [
    Member("$schema", \.schemaReference, .text, about: "Where this schema is, for editors."),
    Member(
      "repository", \.repository, .checked(),
      about: "The repository on GitHub, as `owner/name`. In any other, nothing is pushed or sent."),
    Member(
      "source", \.source, .checked(),
      about: "Where policies come from: `iam`, or the URL or path of an archive or a folder."),
    Member("branch", \.branch, .checked(), about: "The branch that is written and pushed."),
    Member(
      "push", \.push, .flag,
      about: "Whether runs in GitHub Actions push. Elsewhere only `--push` does."),
    Member(
      "publish", \.publish, .flag,
      about: "Whether runs in GitHub Actions tell people. Elsewhere only `--publish` does."),
    Member(
      "compatibility", \.compatibility, .choice(),
      about: "`mamip` also writes the files that tools for the MAMIP archive read."),
    Member("validate", \.validate, .section(), about: "How policies are validated."),
    Member(
      "channels", \.channels, .channels,
      about: "Where people are told of releases."),
    Member(
      "delivery", \.delivery, .section(), about: "How often and how long deliveries are tried."),
  ]
}

extension Configuration {
  /// How long a configuration may be, in bytes.
  package static let bytesMax = 1 << 20

  /// Reads a file's text; throws everything that is wrong with it at once, in the file's order.
  ///
  /// `file` is how messages call the file.
  package static func decode(
    _ text: [UInt8], file: String = path
  ) throws(ConfigurationError) -> Configuration {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text, limits: JSONLimits(bytesMax: bytesMax))
    } catch {
      throw ConfigurationError(error, file: file)
    }
    var report = Report(document, file: file)
    let configuration = Configuration(document.root, &report)
    guard let configuration, report.problems.isEmpty else {
      throw ConfigurationError(problems: report.problems)
    }
    return configuration
  }

  /// The file's text, ready to be written; what is not configured is left out.
  package func encode() -> [UInt8] {
    JSONWriter.canonical(write(), indentedBy: 2) + [UInt8(ascii: "\n")]
  }

  /// The JSON Schema (2020-12) of the file.
  package static var schema: JSON {
    var members: [JSON.Member] = [
      JSON.Member("$schema", "https://json-schema.org/draft/2020-12/schema"),
      JSON.Member("title", "mamip-bot"),
      JSON.Member("description", "How mamip-bot keeps this archive of AWS managed policies."),
    ]
    if case .object(let section) = sectionSchema { members += section }
    return .object(members)
  }
}
