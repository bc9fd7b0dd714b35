import Files
import FoundationEssentials
import PolicyLanguage
import Reports

/// Writes the findings of each policy into a file of its own.
struct FindingsFolder {
  let path: String

  /// Writes `<policy>.json`, the bare list as MAMIP has it, also where it is empty; a policy that
  /// was not validated gets no file, and loses the one that it had.
  func write(_ report: Report) throws {
    let manager = FileManager.default
    var taken: [String: Int] = [:]
    for policy in report.policies {
      let name = Self.fileName(policy.policy)
      taken[name, default: 0] += 1
      let number = taken[name, default: 1]
      let file = "\(path)/\(name)\(number == 1 ? "" : "-\(number)").json"
      guard policy.notValidated == nil else {
        if manager.fileExists(atPath: file) { try manager.removeItem(atPath: file) }
        continue
      }
      let bytes = JSONWriter.canonical(policy.findingsJSON, indentedBy: 2)
      try LocalFile(file).write(bytes + [UInt8(ascii: "\n")])
    }
  }

  /// A resource's name may hold what no file's name can, and none may lead out of the folder.
  private static func fileName(_ policy: String) -> String {
    let safe = policy.map { $0 == "/" || $0 == "\0" ? "_" : $0 }
    return safe.first == "." ? "_" + String(safe.dropFirst()) : String(safe)
  }
}
