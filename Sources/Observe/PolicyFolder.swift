import Files
import FoundationEssentials
import Model
import PolicyLanguage

/// The files of a folder that may hold policies.
struct PolicyFolder {
  struct File {
    let path: String
    let name: String

    var policyName: PolicyName? {
      PolicyName(name.hasSuffix(".json") ? String(name.dropLast(5)) : name)
    }

    func problem(_ message: String) -> Observation.Problem {
      Observation.Problem(policy: SafeText.line(name), message: message, isError: true)
    }

    /// The bytes of a regular file within the size bound.
    func read() throws(FileError) -> [UInt8] {
      try LocalFile(path).read(bytesMax: FolderSource.fileBytesMax) ?? []
    }
  }

  /// Sorted by name, so that of `NAME` and `NAME.json` the one without extension comes first.
  let files: [File]
  let deprecated: [PolicyName: DeprecatedPolicy]

  init(root: String) throws(ObserveError) {
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: root, isDirectory: &isFolder), isFolder else {
      throw .unusable("the source `\(root)` is no folder", hint: "check the path")
    }
    let inner = root + "/policies"
    let isArchive = manager.fileExists(atPath: inner, isDirectory: &isFolder) && isFolder
    let folder = isArchive ? inner : root
    do {
      let names = try manager.contentsOfDirectory(atPath: folder)
      guard names.count <= FolderSource.filesMax else {
        throw ObserveError.unusable(
          "`\(root)` holds \(names.count) files", hint: "name a folder of policies")
      }
      files = names.filter { !$0.hasPrefix(".") && $0 != "DEPRECATED.json" }.sorted()
        .map { File(path: folder + "/" + $0, name: $0) }
        .filter { Self.isRegular($0.path) }
      let list = File(path: root + "/DEPRECATED.json", name: "DEPRECATED.json")
      guard isArchive, manager.fileExists(atPath: list.path) else {
        deprecated = [:]
        return
      }
      deprecated = try DeprecatedPolicies.decode(try list.read()).policies
    } catch let error as ObserveError {
      throw error
    } catch {
      let reason = error is CocoaError ? FileError.reason(of: error) : "\(error)"
      throw .unusable(
        "cannot read `\(root)`: \(reason)", hint: "check the path and its permissions")
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
  }

  func departure(of name: PolicyName, at time: Timestamp) -> Observation.Departure {
    let noted = deprecated[name]?.date
    let date = noted == DeprecatedPolicy.unknownDate ? time.date : noted ?? time.date
    return Observation.Departure(
      date: date, reason: Observation.Departure.Reason.removedFromSource.rawValue)
  }
}
