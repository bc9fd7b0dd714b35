import ArgumentParser

/// What AWS's services have: the data that validation and comparison look things up in.
struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Show, build or refresh the service data",
    discussion: """
      The service data is what AWS documents of its services: their actions, resource types and \
      condition keys. The program brings some along, whose date `--version` prints; other data can \
      be built, and given to a command with --service-reference.
      """,
    subcommands: [
      // Sorted, one line for each file in Reference/.
      ReferenceBuildCommand.self,
      ReferenceInfoCommand.self,
      ReferenceUpdateCommand.self,
    ])
}
