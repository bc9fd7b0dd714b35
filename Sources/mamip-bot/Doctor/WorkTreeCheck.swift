import FoundationEssentials
import Git
import History
import Model

extension DoctorCheck {
  /// Nobody has edited files that the bot writes.
  static let workTree = DoctorCheck("work tree") { examination throws(Diagnosis) in
    let repository = try examination.openRepository()
    guard let folder = repository.workTree else {
      return .skipped("a bare repository has none")
    }
    let edits = try Diagnosis.during { () throws in
      guard let tip = try repository.head().id else { return [WorkTreeEdit]() }
      return try WorkTreeEdit.all(
        in: folder, since: try repository.commit(tip).tree, of: repository)
    }
    guard !edits.isEmpty else { return .good("the archive's files are as they were committed") }
    let shown = edits.prefix(WorkTreeEdit.shownMax).map(\.description).joined(separator: ", ")
    let rest = edits.count > WorkTreeEdit.shownMax ? ", …" : ""
    let verb = edits.count == 1 ? "differs" : "differ"
    return .warning(
      "\(edits.count) of the archive's files \(verb) from the last commit: \(shown)\(rest)",
      hint: "`sync` leaves them alone; `git restore` brings back what was committed")
  }
}

/// A file of the archive that is not as the last commit has it.
private struct WorkTreeEdit: CustomStringConvertible {
  enum Kind: String {
    case changed
    case missing
    case new
  }

  static let shownMax = 3

  let path: String
  let kind: Kind

  var description: String { "`\(SafeText.line(path))` (\(kind.rawValue))" }

  static func all(
    in folder: String, since root: ObjectID, of repository: Repository
  ) throws -> [WorkTreeEdit] {
    var edits: [WorkTreeEdit] = []
    for path in ArchiveReader.Path.owned {
      let entry = try repository.entry(at: path, in: root)
      if let entry, entry.mode != .tree {
        let kind = try kind(of: "\(folder)/\(path)", since: entry, in: repository)
        if let kind { edits.append(WorkTreeEdit(path: path, kind: kind)) }
      } else {
        let entries = try entry.map { try repository.tree($0.id).entries.map { $0 } } ?? []
        edits += try files(under: path, in: folder, since: entries, of: repository)
      }
    }
    return edits
  }

  /// Those of a folder whose files lie flat, as the archive's do.
  private static func files(
    under path: String, in folder: String, since entries: [TreeEntry], of repository: Repository
  ) throws -> [WorkTreeEdit] {
    var edits: [WorkTreeEdit] = []
    for entry in entries where entry.mode != .tree {
      let file = "\(path)/\(entry.name)"
      let kind = try kind(of: "\(folder)/\(file)", since: entry, in: repository)
      if let kind { edits.append(WorkTreeEdit(path: file, kind: kind)) }
    }
    var isFolder = false
    let full = "\(folder)/\(path)"
    guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { return edits }
    guard isFolder else { return edits + [WorkTreeEdit(path: path, kind: .new)] }
    let known = Set(entries.map(\.name))
    let new = try FileManager.default.contentsOfDirectory(atPath: full).filter {
      !known.contains($0)
    }
    return edits + new.sorted().map { WorkTreeEdit(path: "\(path)/\($0)", kind: .new) }
  }

  private static func kind(
    of file: String, since entry: TreeEntry, in repository: Repository
  ) throws -> Kind? {
    guard FileManager.default.fileExists(atPath: file) else { return .missing }
    let bytes = try Data(contentsOf: URL(filePath: file))
    return try repository.blob(entry.id).elementsEqual(bytes) ? nil : .changed
  }
}
