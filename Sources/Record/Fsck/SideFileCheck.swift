import Git
import History
import Model

/// Checks what stands beside the policies, in every commit that changed it: the index of findings,
/// the change log, and the lists.
///
/// A state that lasts is reported once, for the commit that brought it.
struct SideFileCheck {
  /// Fields of `policies-list.json` that speak of the operator's own account.
  private static let accountFields = ["AttachmentCount", "PermissionsBoundaryUsageCount"]
  /// The files, in the order in which they are reported.
  private static let paths = [
    ArchiveReader.Path.deprecated, ArchiveReader.Path.changeLog,
    "\(ArchiveReader.Path.findings)/README.md", ArchiveReader.Path.policiesList,
  ]

  let repository: Repository
  let tip: ObjectID

  func findings() throws(GitError) -> [FsckFinding] {
    var findings: [FsckFinding] = []
    for path in Self.paths { findings += try history(of: path) }
    return findings
  }

  /// Oldest first; what is still so at the newest commit is an error.
  private func history(of path: String) throws(GitError) -> [FsckFinding] {
    var findings: [FsckFinding] = []
    var lasting: [FsckFinding.Class: Int] = [:]
    for step in try repository.firstParentHistory(of: path, from: tip).steps.reversed() {
      var found: [FsckFinding.Class: String] = [:]
      if let blob = step.changes.last?.new {
        found = Self.problems(in: try repository.blob(blob), at: path)
      }
      lasting = lasting.filter { found[$0.key] != nil }
      for (problem, detail) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue })
      where lasting[problem] == nil {
        lasting[problem] = findings.count
        findings.append(
          FsckFinding(
            class: problem, severity: .warning, path: path, commit: step.commit, detail: detail))
      }
    }
    for index in lasting.values { findings[index] = findings[index].asError }
    return findings
  }

  private static func problems(in bytes: [UInt8], at path: String) -> [FsckFinding.Class: String] {
    var problems: [FsckFinding.Class: String] = [:]
    if PolicyFile.hasConflictMarkers(bytes) {
      problems[.conflictMarkers] = "a merge was not resolved"
    }
    guard path == ArchiveReader.Path.policiesList else { return problems }
    let text = String(decoding: bytes, as: UTF8.self)
    let fields = accountFields.filter { text.contains("\"\($0)\"") }
    if !fields.isEmpty {
      problems[.accountFields] =
        "tells how the operator's account uses policies: \(fields.joined(separator: ", "))"
    }
    return problems
  }
}
