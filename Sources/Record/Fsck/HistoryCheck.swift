import Git
import History
import Model
import PolicyLanguage

/// Checks each commit that changed a policy, oldest first.
struct HistoryCheck {
  let repository: Repository
  let tip: ObjectID
  private(set) var findings: [FsckFinding] = []
  private(set) var commits = 0
  private var states: [PolicyName: PolicyVersion] = [:]
  private var seen: [PolicyName: Set<VersionID>] = [:]
  /// Files that are empty or broken right now, by path: at the tip that is an error.
  private var brokenNow: [String: Int] = [:]

  init(repository: Repository, tip: ObjectID) {
    self.repository = repository
    self.tip = tip
  }

  /// Returns whether the history ended at the edge of a shallow clone.
  mutating func run() throws(GitError) -> Bool {
    let (steps, end) = try repository.firstParentHistory(of: ArchiveReader.Path.policies, from: tip)
    for step in steps.reversed() { try check(step) }
    for index in brokenNow.values { findings[index] = findings[index].asError }
    return end.isCutOff
  }

  private mutating func check(_ step: HistoryStep) throws(GitError) {
    commits += 1
    let message = try repository.commit(step.commit).message
    let trailers = CommitTrailers(of: message)
    for change in step.changes {
      let path = "\(ArchiveReader.Path.policies)/\(change.name)"
      brokenNow[path] = nil
      guard let file = PolicyFileName(change.name) else { continue }
      let hasPlainFile = file.hasExtension ? try has(file.policy, at: step.commit) : false
      guard let blob = change.new else {
        if !hasPlainFile { states[file.policy] = nil }
        continue
      }
      if file.hasExtension, change.old == nil {
        report(.extensionInName, .warning, path, step, "the name of the file ends in .json")
      }
      let bytes = try repository.blob(blob)
      do {
        let version = try PolicyFile.decode(bytes, name: file.policy)
        if !hasPlainFile { checkVersion(version, path, step, trailers) }
      } catch {
        brokenNow[path] = findings.count
        report(error.fsckClass, .warning, path, step, "\(error)")
      }
    }
    checkTrailers(trailers, of: message, step)
  }

  private func has(_ name: PolicyName, at commit: ObjectID) throws(GitError) -> Bool {
    let path = "\(ArchiveReader.Path.policies)/\(name)"
    return try repository.entry(at: path, in: try repository.commit(commit).tree) != nil
  }

  private mutating func checkVersion(
    _ version: PolicyVersion, _ path: String, _ step: HistoryStep, _ trailers: CommitTrailers
  ) {
    let name = version.name
    if !version.isDefault {
      report(.notDefault, .warning, path, step, "\(version.id) was not the default any more")
    }
    if let last = states[name] {
      if last.isSameState(as: version) {
        report(.formatOnly, .note, path, step, "\(version.id) again, only the form differs")
      } else {
        checkGap(from: last.id, to: version, path, step, trailers)
      }
    }
    states[name] = version
    seen[name, default: []].insert(version.id)
  }

  private mutating func checkGap(
    from last: VersionID, to version: PolicyVersion, _ path: String, _ step: HistoryStep,
    _ trailers: CommitTrailers
  ) {
    guard version.id.number > last.number + 1 else { return }
    let known = seen[version.name] ?? []
    let missed = (last.number + 1..<version.id.number).filter { number in
      !known.contains { $0.number == number }
    }
    guard let first = missed.first, let final = missed.last else { return }
    let range = first == final ? "v\(first)" : "v\(first)..v\(final)"
    let said = trailers["Policy-Missed-Versions"] == nil ? "" : ", as the commit says"
    report(
      .versionGap, .note, path, step,
      "\(last) was followed by \(version.id): \(range) missing\(said)")
  }

  private mutating func checkTrailers(
    _ trailers: CommitTrailers, of message: String, _ step: HistoryStep
  ) {
    guard let name = trailers["Policy-Name"] else {
      guard message.contains("\nPolicy-Name: ") else { return }
      return report(
        .trailersBroken, .warning, ArchiveReader.Path.policies, step,
        "a line that is no trailer stands between the trailers, so git reads none")
    }
    let path = "\(ArchiveReader.Path.policies)/\(name)"
    guard let change = step.changes.first(where: { $0.name == name }) else {
      return report(.trailersBroken, .warning, path, step, "the commit does not change this policy")
    }
    let recorded = change.new == nil ? nil : PolicyName(name).flatMap { states[$0]?.id.description }
    guard trailers["Policy-Version"] != recorded else { return }
    report(
      .trailersBroken, .warning, path, step,
      "the trailer says \(trailers["Policy-Version"] ?? "no version"), the file "
        + (recorded ?? "is gone"))
  }

  private mutating func report(
    _ class: FsckFinding.Class, _ severity: FsckFinding.Severity, _ path: String,
    _ step: HistoryStep, _ detail: String
  ) {
    findings.append(
      FsckFinding(
        class: `class`, severity: severity, path: path, commit: step.commit, detail: detail))
  }
}

extension PolicyFileError {
  fileprivate var fsckClass: FsckFinding.Class {
    switch self {
    case .empty: .emptyFile
    case .conflictMarkers: .conflictMarkers
    default: .unparsable
    }
  }
}
