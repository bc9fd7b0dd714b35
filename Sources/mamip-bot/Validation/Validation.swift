import FoundationEssentials
import Inputs
import Model
import PolicyLanguage
import Reports

/// Validates the policies of files and collects what was found.
struct Validation {
  /// How many files are read before their policies are validated together.
  private static let filesPerBatch = 64

  let engine: ValidationEngine
  /// What a policy is where its file does not say.
  let type: PolicyType
  /// Whether somebody wants to see where in a file something was found.
  let showsPlaces: Bool

  /// A report about all files; one that cannot be read does not keep the others from it.
  func report(on inputs: InputFiles, threshold: Threshold) async throws -> Report {
    var report = Report(
      threshold: threshold, validator: engine.title, version: Version.number)
    report.failures = inputs.failures
    var rest = inputs.files[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Self.filesPerBatch)
      rest = rest.dropFirst(Self.filesPerBatch)
      let files = batch.compactMap { read($0, &report) }
      let verdicts = try await engine.verdicts(
        on: files.flatMap(\.inputs).map { .init($0) })
      add(files, verdicts, to: &report)
    }
    return report
  }

  private struct ReadFile {
    let name: String
    let text: [UInt8]
    let inputs: [PolicyInput]
  }

  private func read(_ file: InputFiles.File, _ report: inout Report) -> ReadFile? {
    do {
      let text = try file.read()
      let inputs = try PolicyInputs.policies(in: text, named: file.policyName, type: type)
      if inputs.isEmpty { report.emptyFilesCount += 1 }
      return ReadFile(name: file.name, text: text, inputs: inputs)
    } catch let error as InputError {
      report.failures.append(
        FileFailure(
          file: file.name, message: "\(error)", position: error.position, hint: error.hint))
    } catch {
      report.failures.append(FileFailure(file: file.name, message: "\(error)"))
    }
    return nil
  }

  private func add(
    _ files: [ReadFile], _ verdicts: [ValidationEngine.Verdict], to report: inout Report
  ) {
    var rest = verdicts[...]
    for file in files {
      for (input, verdict) in zip(file.inputs, rest) {
        report.policies.append(
          PolicyReport(
            input, in: file.name, text: file.text, findings: verdict.findings,
            notValidated: verdict.notValidated, showsPlaces: showsPlaces))
      }
      rest = rest.dropFirst(file.inputs.count)
    }
  }
}
