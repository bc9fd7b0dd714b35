import FoundationEssentials
import Git
import Model

extension DoctorCheck {
  /// No program that was killed has left a lock behind.
  static let locks = DoctorCheck("locks") { examination throws(Diagnosis) in
    let repository = try examination.openRepository()
    let branch = try examination.branch(of: repository)
    let locks = try Diagnosis.during { try LockFile.all(in: repository, branch: branch) }
    guard let oldest = locks.min(by: { $0.since < $1.since }) else {
      return .good("none is left behind")
    }
    let names = locks.map { "`\($0.name)`" }.joined(separator: ", ")
    let age = examination.now().seconds - oldest.since.seconds
    return .warning(
      "\(names) \(locks.count == 1 ? "is" : "are") there for \(TimeSpan(seconds: age))",
      hint: "remove what is left if no git is at work; `sync` removes locks on what it writes")
  }
}

/// A file by which git keeps others away while it writes.
private struct LockFile {
  /// Relative to the repository's own folder.
  let name: String
  let since: Timestamp

  static func all(in repository: Repository, branch: String) throws -> [LockFile] {
    let own = ["HEAD", "index"].map { (repository.gitDirectory, $0) }
    let common = ["config", "packed-refs", "shallow", branch, "refs/notes/mamip"].map {
      (repository.commonDirectory, $0)
    }
    return try (own + common).compactMap { try LockFile("\($1).lock", in: $0) }
  }

  private init?(_ name: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let date = attributes[.modificationDate] as? Date
    self.name = name
    since = Timestamp(seconds: Int64(date?.timeIntervalSince1970 ?? 0))
  }
}
