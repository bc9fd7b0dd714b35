import AWS
import HTTP
import Inputs
import Model
import PolicyLanguage
import Reports
import Validate

/// Which engine says what is wrong with a policy.
enum ValidationEngineName: String, CaseIterable {
  case offline
  case accessAnalyzer = "access-analyzer"
  case both
}

/// Says what is wrong with policies: our own rules, AWS's service, or both against each other.
struct ValidationEngine: Sendable {
  /// What an engine is asked about.
  struct Subject: Sendable {
    let content: PolicyInput.Content
    let type: PolicyType
    /// When the policy was made; nil where that is not known.
    let created: Timestamp?
  }

  /// What an engine says of one policy.
  struct Verdict: Sendable {
    var findings: [EngineFinding] = []
    /// Why it does not know; then no findings mean nothing.
    var notValidated: String?
  }

  /// How many calls to Access Analyzer are under way at once: its quota is some per second.
  static let callsMax = 4
  /// How many cores our own rules share at most.
  static let coresMax = 8
  /// How many policies a core takes at once: one alone costs less than to wait for its turn.
  private static let policiesPerTurn = 16

  private let offline: OfflineValidation?
  private let analyzer: AccessAnalyzer?

  /// Takes one engine, or two to be compared.
  init(offline: OfflineValidation?, analyzer: AccessAnalyzer?) {
    self.offline = offline
    self.analyzer = analyzer
  }

  var name: ValidationEngineName {
    offline == nil ? .accessAnalyzer : analyzer == nil ? .offline : .both
  }

  /// The day of our service data; nil where only AWS was asked, which has its own.
  var date: String? { offline?.date }

  /// As reports call it.
  var title: String {
    let ours = date.map { "offline, service data of \($0)" }
    let theirs = analyzer.map { _ in ValidationEngineName.accessAnalyzer.rawValue }
    return [ours, theirs].compactMap(\.self).joined(separator: " and ")
  }

  /// What is wrong with each policy, in order.
  func verdicts(on subjects: [Subject]) async throws -> [Verdict] {
    guard let analyzer else {
      let turns = subjects.turns(of: Self.policiesPerTurn)
      return await concurrentMap(turns, width: Self.coresMax) { $0.map(offlineVerdict) }
        .flatMap(\.self)
    }
    return try await concurrentMap(subjects, width: Self.callsMax) { subject in
      let asked = try await verdict(of: analyzer, on: subject)
      return offline == nil ? asked : compare(offlineVerdict(on: subject), asked)
    }
  }

  private func offlineVerdict(on subject: Subject) -> Verdict {
    switch subject.content {
    case .unknown(let reason): return Verdict(notValidated: reason)
    case .notJSON(let error):
      return Verdict(findings: [EngineFinding(Validator.finding(of: error))])
    case .document(let document):
      guard let offline else { return Verdict() }
      let findings = offline.findings(in: document, of: subject.type).map { finding in
        EngineFinding(finding, doubt: offline.doubt(about: finding, inPolicyOf: subject.created))
      }
      return Verdict(findings: findings)
    }
  }

  private func verdict(
    of analyzer: AccessAnalyzer, on subject: Subject
  ) async throws -> Verdict {
    // What is no JSON needs no service to say so.
    guard case .document(let document) = subject.content else {
      return offlineVerdict(on: subject)
    }
    let text = String(decoding: document.onOneLine.text, as: UTF8.self)
    do {
      let findings = try await analyzer.validatePolicy(text, as: subject.type)
      return Verdict(findings: findings.map { EngineFinding($0) })
    } catch {
      guard let refusal = error.refusal, refusal.isInvalidInput else { throw error }
      return Verdict(notValidated: "Access Analyzer does not take it: \(refusal)")
    }
  }

  /// Joins what two engines say; what only one of them reports is marked.
  ///
  /// Where Access Analyzer does not take a policy there is nothing to compare, and our own rules
  /// speak alone.
  private func compare(_ ours: Verdict, _ asked: Verdict) -> Verdict {
    guard asked.notValidated == nil, ours.notValidated == nil else {
      return Verdict(
        findings: ours.findings, notValidated: asked.notValidated ?? ours.notValidated)
    }
    var left = ours.findings
    var joined: [EngineFinding] = asked.findings.map { found in
      guard let index = left.firstIndex(where: { $0.finding == found.finding }) else {
        return EngineFinding(
          found.finding, onlyIn: ValidationEngineName.accessAnalyzer.rawValue)
      }
      left.remove(at: index)
      return found
    }
    joined += left.map {
      EngineFinding(
        $0.finding, onlyIn: ValidationEngineName.offline.rawValue, doubt: $0.doubt)
    }
    return Verdict(findings: joined)
  }
}

extension ValidationEngine.Subject {
  init(_ input: PolicyInput) {
    self.init(content: input.content, type: input.type, created: input.created)
  }
}
