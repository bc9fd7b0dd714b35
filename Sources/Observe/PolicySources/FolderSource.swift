import FoundationEssentials
package import Model
import PolicyLanguage

/// A folder of policy files, in the archive's form or as plain policy documents.
///
/// The folder may be an archive's root, with `policies/` and perhaps `DEPRECATED.json` in it, or
/// hold the files itself. A plain document has no version: it becomes the next one whenever it
/// differs from what the archive holds.
package struct FolderSource: PolicySource {
  /// A path.
  package static let form = "a folder of policy files"

  /// The largest policy file taken, in bytes: the same bound as for any JSON text.
  static let fileBytesMax = JSONLimits().bytesMax
  /// More files than this are no folder of policies.
  static let filesMax = 100_000

  package let title: String
  private let path: String

  package init(path: String, title: String) {
    self.path = path
    self.title = title
  }

  /// Reads every file and compares it with what the archive holds.
  package func observe(
    since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> Observation {
    let folder = try PolicyFolder(root: path)
    var observation = Observation(
      source: title, observedAt: run.time, listedCount: 0, events: [:], arns: [:], problems: [])
    var present: Set<PolicyName> = []
    for (index, file) in folder.files.enumerated() {
      run.progress.report("reading policies", index + 1, folder.files.count)
      guard let name = file.policyName else {
        observation.problems.append(file.problem("its name is not a policy's name"))
        continue
      }
      guard folder.deprecated[name] == nil, present.insert(name).inserted else { continue }
      do {
        let reading = PolicyReading(held: held.policies[name], time: run.time)
        let version = try reading.version(name, from: try file.read())
        observation.events[name] = [.published(Observation.Publication(version: version))]
      } catch {
        observation.problems.append(file.problem("\(error)"))
      }
    }
    observation.listedCount = present.count
    let missing = Set(held.policies.keys).union(held.unreadable)
      .subtracting(held.deprecated.keys).subtracting(present)
    for name in missing {
      observation.events[name] = [.departed(folder.departure(of: name, at: run.time))]
    }
    guard !present.isEmpty || !observation.problems.isEmpty else {
      guard held.isEmpty else { throw .brokenList("`\(title)` holds no policy files") }
      throw .unusable(
        "`\(title)` holds no policy files",
        hint: "name an archive, its `policies` folder, or a folder of policy documents")
    }
    return observation
  }
}

/// Makes a version of a file, whichever of the two forms it has.
private struct PolicyReading {
  let held: Holdings.Policy?
  let time: Timestamp

  func version(
    _ name: PolicyName, from bytes: [UInt8]
  ) throws(PolicyFileError) -> PolicyVersion {
    do {
      return try PolicyFile.decode(bytes, name: name)
    } catch PolicyFileError.notAPolicyVersion {
      return try plainVersion(name, try PolicyDocumentText.parse(bytes))
    }
  }

  private func plainVersion(
    _ name: PolicyName, _ document: JSONDocument
  ) throws(PolicyFileError) -> PolicyVersion {
    if let held, held.document.root.isSameValue(as: document.root) {
      return PolicyVersion(
        name: name, id: held.version, createDate: held.createDate, document: held.document)
    }
    return PolicyVersion(
      name: name, id: held?.version.next ?? .first, createDate: time, document: document)
  }
}
