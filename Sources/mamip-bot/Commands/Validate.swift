import ArgumentParser
import Configuration
import Logging
import Model
import Reports
import Validate

/// Validates policies, whatever they are in.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validate policies, documents or a whole archive",
    discussion: """
      Says what IAM Access Analyzer would say, offline. A path is a file, a folder, an archive, \
      or - for standard input. A file holds a policy document, a policy in the archive's form, \
      the output of `aws iam get-account-authorization-details`, a Terraform plan \
      (`terraform show -json`), or a CloudFormation template in JSON; the latter three say \
      themselves what type their policies are. YAML is not read, and in folders it is \
      passed over with a warning: `cfn-flip --json` makes JSON of a template.

      What cannot be read or known, such as a document with Fn::Sub in it, is reported, the rest \
      is validated all the same, and the exit status is 1.

      With `--validator both` each finding that only one engine reports is marked, and any such \
      difference counts as a finding at the threshold.

      `sync` validates what changes. After new rules or service data, --record validates all \
      policies of the archive again and commits the findings that are others than before, \
      without a release.

      EXAMPLES
        mamip-bot validate policies/ReadOnlyAccess
        mamip-bot validate . --format sarif > findings.sarif
        terraform show -json plan.out | mamip-bot validate - --fail-on warning
        mamip-bot validate . --baseline known.json --write-baseline
        mamip-bot validate --record

      EXIT STATUS
        0 nothing at or above --fail-on    1 something was not validated    2 findings
        64 wrong usage
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("Files, folders, archives, or -", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("What policies are, where the file does not say", valueName: "type"))
  var policyType: PolicyType = .identity

  @Option(help: ArgumentHelp("What the report looks like (default: text)", valueName: "format"))
  var format: ReportFormatName?

  @Option(
    help: ArgumentHelp(
      "The mildest finding with which the run fails (default: the configuration's, else error)",
      valueName: "severity"))
  var failOn: Threshold?

  @Option(
    help: ArgumentHelp(
      "Leave out a code, in one policy or all; may be repeated", valueName: "code[:policy]"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("Leave out the findings that this file has", valueName: "file"))
  var baseline: String?

  @Flag(help: "Write all findings to the baseline's file, to be left out from now on")
  var writeBaseline = false

  @Option(
    help: ArgumentHelp("Also write each policy's findings as <policy>.json", valueName: "dir"))
  var writeFindings: String?

  @Option(
    help: ArgumentHelp(
      "The day whose rules apply (default: the service data's)", valueName: "yyyy-mm-dd"))
  var asOf: String?

  @OptionGroup var reference: ServiceReferenceOptions

  @Option(
    help: ArgumentHelp(
      "Which engine validates (default: the configuration's, else offline)", valueName: "engine"))
  var validator: ValidationEngineName?

  @Flag(help: "Validate all policies of the archive again, and record what changed as one commit")
  var record = false

  @Flag(help: "Print what each check reports, as Markdown, and do nothing else")
  var listChecks = false

  func validate() throws {
    if listChecks { return }
    if paths.isEmpty != record {
      throw ValidationError("name files, folders or archives, or ask for --record alone")
    }
    let isReport = format != nil || failOn != nil || baseline != nil || writeFindings != nil
    if record && (isReport || !ignore.isEmpty) {
      throw ValidationError("--record makes no report, and takes no option of one")
    }
    if let asOf, Timestamp(rfc3339: "\(asOf)T00:00:00Z") == nil {
      throw ValidationError("--as-of takes a day, such as 2026-10-27")
    }
    if let wrong = ignore.first(where: { Ignore($0) == nil }) {
      throw ValidationError("--ignore takes CODE or CODE:POLICY, not `\(wrong)`")
    }
    if writeBaseline && baseline == nil {
      throw ValidationError("--write-baseline needs the file: --baseline FILE")
    }
    if global.json && format != nil && format?.text != "json" {
      throw ValidationError("--json and --format contradict each other")
    }
  }

  func run() async throws {
    try await Live.run(global) { live in
      if listChecks {
        live.console.output(Array(CheckList.markdown.utf8))
        return .done
      }
      return record ? try await revalidate(live) : try await validateFiles(live)
    }
  }

  private func revalidate(_ live: Live) async throws -> ExitStatus {
    let repository = try live.repository(global.repository)
    let configuration = try live.configuration(of: repository)
    let engine = try live.validationEngine(
      validator ?? ValidationEngineName(configuration.validate?.validator), reference, asOf: asOf)
    return try await Revalidation(live: live, repository: repository, configuration: configuration)
      .run(with: engine, asJSON: global.json)
  }

  private func validateFiles(_ live: Live) async throws -> ExitStatus {
    let settings = try live.configuration(around: global.repository).validate
    let engine = try live.validationEngine(
      validator ?? ValidationEngineName(settings?.validator), reference, asOf: asOf)
    let known = try writeBaseline ? nil : baseline.map { try BaselineFile(path: $0).read() }
    let form = global.json ? "json" : format?.text ?? Self.formatDefault
    let validation = Validation(
      engine: engine, type: policyType, showsPlaces: ReportFormats.showsPlaces(form))
    let files = InputFiles(paths)
    if let first = files.yamlFiles.first {
      live.log.warning(
        """
        passed over \(files.yamlFiles.count.counted("YAML file")), such as `\(first)`: only JSON \
        is read, which `cfn-flip --json` makes of a template
        """)
    }
    var report = try await validation.report(
      on: files, threshold: failOn ?? settings?.failOn ?? .error)
    let configured = settings?.ignore?.map(\.ignore) ?? []
    _ = report.leaveOut(configured)
    for unused in report.leaveOut(ignore.compactMap { Ignore($0) }) {
      live.log.warning("nothing matches --ignore \(unused)")
    }
    if let known { report.leaveOut(known) }
    if let writeFindings { try FindingsFolder(path: writeFindings).write(report) }
    if writeBaseline, let baseline { try BaselineFile(path: baseline).write(Baseline(report)) }
    live.show(report, as: form)
    if !report.isWhole { return .failed }
    return report.hasFailed && !writeBaseline ? .findings : .done
  }

  private static let formatDefault = "text"
}
