import AWS
import Configuration
import Files
import Git
import Inputs
import Logging
import Model
import PolicyLanguage
import Record
import Reports

extension Live {
  /// How many versions are given to an engine at once that can fail on the way.
  private static let versionsPerBatch = 64

  /// The engine of that name over some service data.
  func validationEngine(
    _ name: ValidationEngineName, _ reference: ServiceReferenceOptions, asOf: String? = nil
  ) throws -> ValidationEngine {
    let offline =
      try name == .accessAnalyzer ? nil : OfflineValidation(reference.load(), asOf: asOf)
    let analyzer = try name == .offline ? nil : AccessAnalyzer(awsClient())
    return ValidationEngine(offline: offline, analyzer: analyzer)
  }

  /// The configuration of the repository that the user named or works in; outside any there is
  /// none.
  func configuration(around path: String?) throws -> Configuration {
    if path == nil {
      switch WorkTreeFolder(around: LocalFile.currentFolder) {
      case .found(let folder): return try configuration(inWorkTree: folder)
      case .none: return Configuration()
      case .unclear: break
      }
    }
    do {
      return try configuration(of: try repository(path))
    } catch let error as CommandError where path == nil && error.status == .usage {
      return Configuration()
    }
  }

  /// How an archive's files are written.
  func form(_ configuration: Configuration) -> Run.Form {
    configuration.compatibility == .mamip ? .mamip : .standard
  }

  /// Writes a report; in every form but the one for people, what is missing from it is also told to
  /// them.
  func show(_ report: Report, as name: String) {
    let formats = ReportFormats.all(hasColor: console.hasColor)
    guard let format = formats.first(where: { type(of: $0).name == name }) else { return }
    console.output(format.bytes(of: report))
    guard name != "text" else { return }
    for failure in report.failures { log.error("\(failure)") }
    for policy in report.policies {
      if let reason = policy.notValidated {
        log.error("\(policy.policy) in \(policy.file): not validated: \(reason.reason)")
      }
    }
    log.notice("\(report.summary)")
  }

  /// Says what is wrong with versions that a run records.
  ///
  /// Where the engine fails, what it was still to validate is not validated and says so; the run
  /// goes on, because a change that is not recorded would be lost.
  static func validating(
    with engine: ValidationEngine
  ) -> @Sendable ([PolicyVersion]) async -> [PolicyValidation] {
    { versions in
      var validations: [PolicyValidation] = []
      var rest = versions[...]
      // Our own rules never fail, and cores that wait for the end of a batch do nothing.
      let batchCount = engine.name == .offline ? versions.count : versionsPerBatch
      do {
        while !rest.isEmpty {
          let subjects = rest.prefix(batchCount).map {
            ValidationEngine.Subject(
              content: .document($0.document), type: .identity, created: $0.createDate)
          }
          validations += try await engine.verdicts(on: subjects).map(engine.validation)
          rest = rest.dropFirst(batchCount)
        }
      } catch {
        validations += rest.map { _ in engine.validation(.init(notValidated: "\(error)")) }
      }
      return validations
    }
  }
}

extension ValidationEngine {
  /// A verdict as the archive keeps it.
  fileprivate func validation(_ verdict: Verdict) -> PolicyValidation {
    let count = verdict.findings.count
    let reason =
      count > Self.keptMax
      ? "\(count) findings, more than the \(Self.keptMax) that are kept" : verdict.notValidated
    return PolicyValidation(
      outcome: reason.map { .notValidated($0) } ?? .findings(verdict.findings.map(\.finding)),
      validator: name.rawValue, serviceReference: date,
      doubt: verdict.findings.lazy.compactMap(\.doubt).first)
  }

  /// More findings than this are those of a text that is no policy; no real one has a tenth.
  private static let keptMax = 2_000
}
