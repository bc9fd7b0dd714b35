import FoundationEssentials
import Git
import History
import Inputs
import PolicyLanguage
import Reports

/// The files that the user's paths stand for, in order.
struct InputFiles {
  /// A file that may hold policies.
  struct File {
    /// As the user gave it, with the rest of the way into a folder.
    let name: String
    let read: () throws -> [UInt8]

    /// What its policy is called, where the file does not say.
    var policyName: String {
      let last = name.split(separator: "/").last.map(String.init) ?? name
      return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
    }
  }

  /// More files than this are a wrong path.
  static let filesMax = 100_000
  /// Folders nested deeper than this are a wrong path, too.
  static let depthMax = 64

  private(set) var files: [File] = []
  private(set) var failures: [FileFailure] = []
  /// Files in folders that may hold policies, but not as JSON.
  private(set) var yamlFiles: [String] = []

  init(_ paths: [String]) {
    for path in paths { add(path) }
  }

  private mutating func add(_ path: String) {
    guard path != "-" else {
      files.append(File(name: path) { try InputBytes.readStandardInput() })
      return
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return fail(path, "no such file or folder")
    }
    guard isFolder else { return addFile(path) }
    let count = files.count + failures.count
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    addFolder(folder)
    if files.count + failures.count == count { fail(path, "the folder holds no policy files") }
  }

  private mutating func addFile(_ path: String) {
    files.append(File(name: path) { try InputBytes.read(path) })
  }

  /// An archive's policies, in its work tree or at its newest commit; else all that looks like
  /// JSON.
  private mutating func addFolder(_ path: String) {
    let policies = Self.path(ArchiveReader.Path.policies, in: path)
    var isFolder = false
    if FileManager.default.fileExists(atPath: policies, isDirectory: &isFolder), isFolder {
      for entry in entries(of: policies) where !entry.isFolder { addFile(entry.path) }
    } else if FileManager.default.fileExists(atPath: path + "/objects"),
      FileManager.default.fileExists(atPath: path + "/HEAD")
    {
      addBareArchive(path)
    } else {
      addTree(path, depth: 0)
    }
  }

  private mutating func addBareArchive(_ path: String) {
    do throws(GitError) {
      let repository = try Repository.open(at: path, discover: false)
      guard let tip = try repository.head().id,
        let folder = try repository.entry(
          at: ArchiveReader.Path.policies, in: try repository.commit(tip).tree)
      else { return }
      for entry in try repository.tree(folder.id).entries where entry.isBlob {
        let name = "\(path)/\(ArchiveReader.Path.policies)/\(entry.name)"
        files.append(File(name: name) { try repository.blob(entry.id) })
      }
    } catch {
      fail(path, "\(error)")
    }
  }

  /// A folder and those in it, but for what is hidden or is no JSON by its name.
  private mutating func addTree(_ path: String, depth: Int) {
    guard depth <= Self.depthMax else { return fail(path, "folders are nested too deep") }
    for entry in entries(of: path) {
      guard files.count < Self.filesMax else {
        return fail(path, "more than \(Self.filesMax) files")
      }
      if entry.isFolder {
        addTree(entry.path, depth: depth + 1)
      } else if entry.looksLikeJSON {
        addFile(entry.path)
      } else if PolicyInputs.isYAML(named: entry.name) {
        yamlFiles.append(entry.path)
      }
    }
  }

  private struct Entry {
    let path: String
    let name: String
    let isFolder: Bool

    /// Policies are kept in files of that kind, or in files without any.
    var looksLikeJSON: Bool {
      name.hasSuffix(".json") || name.hasSuffix(".template") || !name.contains(".")
    }
  }

  /// Sorted by name; links to folders are not followed, so that none is read twice or for ever.
  private mutating func entries(of folder: String) -> [Entry] {
    do throws(InputBytes.Unreadable) {
      return try FolderListing.read(folder).filter { !$0.name.hasPrefix(".") }
        .sorted { $0.name.utf8Span.span.precedes($1.name.utf8Span.span) }
        .compactMap { item in
          let path = Self.path(item.name, in: folder)
          return (item.isFolder ?? Self.isFolderBehindLink(path)).map {
            Entry(path: path, name: item.name, isFolder: $0)
          }
        }
    } catch {
      fail(folder, "the folder cannot be read: \(error)")
      return []
    }
  }

  /// Whether something is a folder; nil for what is not there, and for a link to a folder.
  private static func isFolderBehindLink(_ path: String) -> Bool? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder && isLink(path) ? nil : isFolder
  }

  private static func path(_ name: String, in folder: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  private static func isLink(_ path: String) -> Bool {
    let target = Result { try FileManager.default.destinationOfSymbolicLink(atPath: path) }
    guard case .success = target else { return false }
    return true
  }

  private mutating func fail(_ file: String, _ message: String) {
    failures.append(FileFailure(file: file, message: message))
  }
}
