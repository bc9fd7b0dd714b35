import ArgumentParser

@main
struct MamipBot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mamip-bot",
    abstract: "Archive AWS managed IAM policies in a git repository",
    discussion: """
      AWS changes its managed IAM policies about eleven times a week and tells nobody. \
      mamip-bot observes every change and writes it down as a commit of its own; the repository \
      is the only database.

      Start with an empty folder:
        git init policies && cd policies
        mamip-bot init --source https://github.com/zoph-io/IAMTrail
        mamip-bot sync --baseline
      """,
    version: Version.text,
    subcommands: [
      // Sorted, one line for each file in Commands/.
      BlameCommand.self,
      DiffCommand.self,
      DoctorCommand.self,
      FirstSeenCommand.self,
      FsckCommand.self,
      GrantsCommand.self,
      ImpactCommand.self,
      InitCommand.self,
      LogCommand.self,
      QueueCommand.self,
      ReferenceCommand.self,
      ShowCommand.self,
      SyncCommand.self,
      ValidateCommand.self,
    ])
}
