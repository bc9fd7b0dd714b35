import AWS
import ArgumentParser
import Compare
import Logging
import Model
import PolicyLanguage

/// Says whose permissions AWS's changes touch.
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Say which of your users and roles AWS's changes touch, and how",
    discussion: """
      Compares what each user and role of an account may do through all its policies: attached \
      and inline ones, those of its groups, within its permissions boundary and minus what a Deny \
      takes away. An action that another policy grants anyway is neither gained nor lost. \
      Permission sets are the roles AWSReservedSSO_… that they become in the account. Policies on \
      resources and of the organization are not looked at.

      The account is read from IAM (iam:GetAccountAuthorizationDetails), or from what \
      `aws iam get-account-authorization-details` printed. A policy that AWS has deprecated goes \
      on working where it is attached, so that alone touches nobody.

      EXAMPLES
        mamip-bot impact
        mamip-bot impact --since 2026-01-01 --json
        aws iam get-account-authorization-details | mamip-bot impact --authorization-details -
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Option(
    help: ArgumentHelp(
      "What `aws iam get-account-authorization-details` printed; - is standard input "
        + "(default: IAM is asked)", valueName: "file"))
  var authorizationDetails: String?

  @Option(
    help: ArgumentHelp(
      "Compare with the archive at this date, release or revision "
        + "(default: before the newest change of a policy)", valueName: "rev"))
  var since: String?

  func run() async throws {
    try await Live.run(global) { live in
      let asked = try live.questioned(global.repository)
      let account = try await live.account(in: authorizationDetails)
      let table = ActionTable(try reference.load())
      let steps = try asked.steps(of: account, from: try asked.start(since))
      let impacts = account.impacts(of: steps, GrantsReader(table))
      show(ImpactReport(impacts: impacts, table: table), on: live)
      live.log.notice(
        "AWS's changes touch \(impacts.count) of \(account.principals.count) users and roles")
      return .done
    }
  }

  private func show(_ report: ImpactReport, on live: Live) {
    guard !global.json else { return report.writeJSON(to: live.console) }
    for line in report.lines(on: live.console) { live.console.output(line) }
  }
}
