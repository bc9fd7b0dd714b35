import AWS
import ArgumentParser
import FoundationEssentials
import Logging
import Model
import PolicyLanguage
import Reports

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
      themselves what type their policies are.

      What cannot be read or known, such as a document with Fn::Sub in it, is reported, the rest \
      is validated all the same, and the exit status is 1.

      With `--validator both` each finding that only one engine reports is marked, and any such \
      difference counts as a finding at the threshold.

      EXAMPLES
        mamip-bot validate policies/ReadOnlyAccess
        mamip-bot validate . --format sarif > findings.sarif
        terraform show -json plan.out | mamip-bot validate - --fail-on warning
        mamip-bot validate . --baseline known.json --write-baseline

      EXIT STATUS
        0 nothing at or above --fail-on    1 something was not validated    2 findings
        64 wrong usage
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: ArgumentHelp("Files, folders, archives, or -", valueName: "path"))
  var paths: [String]

  @Option(help: ArgumentHelp("What policies are, where the file does not say", valueName: "type"))
  var policyType: PolicyType = .identity

  @Option(help: ArgumentHelp("What the report looks like (default: text)", valueName: "format"))
  var format: ReportFormatName?

  @Option(
    help: ArgumentHelp("The mildest finding with which the run fails", valueName: "severity"))
  var failOn: Threshold = .error

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

  @Option(help: ArgumentHelp("Which engine validates", valueName: "engine"))
  var validator: ValidationEngineName = .offline

  func validate() throws {
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
    try await Live.run(global) { live in try await validate(live) }
  }

  private func validate(_ live: Live) async throws -> ExitStatus {
    let known = writeBaseline ? nil : try baseline.map { try Self.readBaseline($0) }
    let validation = Validation(engine: try engine(live), type: policyType)
    var report = try await validation.report(on: InputFiles(paths), threshold: failOn)
    for unused in report.leaveOut(ignore.compactMap { Ignore($0) }) {
      live.log.warning("nothing matches --ignore \(unused)")
    }
    if let known { report.leaveOut(known) }
    if let writeFindings { try FindingsFolder(path: writeFindings).write(report) }
    if writeBaseline, let baseline { try Self.write(Baseline(report), to: baseline) }
    show(report, live)
    if !report.isWhole { return .failed }
    return report.hasFailed && !writeBaseline ? .findings : .done
  }

  private func engine(_ live: Live) throws -> ValidationEngine {
    let offline =
      try validator == .accessAnalyzer ? nil : OfflineValidation(reference.load(), asOf: asOf)
    let analyzer = try validator == .offline ? nil : AccessAnalyzer(live.awsClient())
    return ValidationEngine(offline: offline, analyzer: analyzer)
  }

  private func show(_ report: Report, _ live: Live) {
    let name = global.json ? "json" : format?.text ?? "text"
    let formats = ReportFormats.all(hasColor: live.console.hasColor)
    guard let format = formats.first(where: { type(of: $0).name == name }) else { return }
    live.console.output(format.bytes(of: report))
    guard name != "text" else { return }
    for failure in report.failures { live.log.error("\(failure)") }
    for policy in report.policies {
      if let reason = policy.notValidated {
        live.log.error("\(policy.policy) in \(policy.file): not validated: \(reason.reason)")
      }
    }
    live.log.notice("\(report.summary)")
  }

  private static func readBaseline(_ path: String) throws -> Baseline {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: try InputBytes.read(path))
    } catch {
      throw CommandError("cannot read the baseline `\(SafeText.line(path))`: \(error)")
    }
    guard let baseline = Baseline(document) else {
      throw CommandError(
        "`\(SafeText.line(path))` is no baseline", hint: "make it anew with --write-baseline")
    }
    return baseline
  }

  private static func write(_ baseline: Baseline, to path: String) throws {
    let bytes = JSONWriter.canonical(baseline.json, indentedBy: 2) + [UInt8(ascii: "\n")]
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
  }
}
