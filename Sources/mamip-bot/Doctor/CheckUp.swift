/// Goes through a list of checks, each within a bound of time.
struct CheckUp {
  /// The longest that one check may take.
  static let checkTimeMax = Duration.seconds(30)

  let checks: [DoctorCheck]
  let clock: any Clock<Duration>

  struct Finding: Sendable, Equatable {
    let check: String
    let diagnosis: Diagnosis
  }

  /// Makes the checks one after another and tells of each as soon as it is done.
  func examine(
    _ examination: Examination, tell: (Finding) -> Void = { _ in }
  ) async -> [Finding] {
    var findings: [Finding] = []
    for check in checks {
      let isWithoutNeed = findings.contains { $0.check == check.need && !$0.diagnosis.isMet }
      let diagnosis =
        isWithoutNeed
        ? .skipped("`\(check.need ?? "")` comes first") : await bounded(check, examination)
      let finding = Finding(check: check.name, diagnosis: diagnosis)
      findings.append(finding)
      tell(finding)
    }
    return findings
  }

  /// Takes the check's word or the end of its time, whichever comes first.
  ///
  /// What does not stop when it is told to, as a program that asks for a password, is left behind.
  private func bounded(_ check: DoctorCheck, _ examination: Examination) async -> Diagnosis {
    let (answers, answer) = AsyncStream.makeStream(of: Diagnosis.self)
    let work = Task {
      do throws(Diagnosis) {
        answer.yield(try await check.body(examination))
      } catch {
        answer.yield(error)
      }
    }
    let timer = Task {
      let isOver: Bool
      do { isOver = try await clock.hasSlept(for: Self.checkTimeMax) } catch { isOver = false }
      if isOver { answer.yield(.late) }
    }
    defer {
      work.cancel()
      timer.cancel()
    }
    for await first in answers { return first }
    return .late
  }
}

extension Clock where Duration == Swift.Duration {
  fileprivate func hasSlept(for duration: Duration) async throws -> Bool {
    try await sleep(for: duration)
    return true
  }
}

extension Diagnosis {
  /// Whether what comes after the check can be tried.
  fileprivate var isMet: Bool { status == .good || status == .warning }

  fileprivate static let late = Diagnosis.bad(
    "there was no answer within \(CheckUp.checkTimeMax.components.seconds) seconds",
    hint: "check the network, and HTTPS_PROXY where a proxy is needed")
}
