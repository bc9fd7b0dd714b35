import ArgumentParser

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(
    help: ArgumentHelp(
      "The archive's repository (default: the repository around the current folder)",
      valueName: "dir"))
  var repository: String?

  @Flag(help: "Print the result as JSON on standard output")
  var json = false

  @Flag(name: .shortAndLong, help: "Print errors and results only")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print each step")
  var verbose = false

  @Option(help: ArgumentHelp("How messages on standard error look", valueName: "format"))
  var logFormat: LogFormat = .text

  func validate() throws {
    if quiet && verbose {
      throw ValidationError("--quiet and --verbose contradict each other")
    }
  }
}
