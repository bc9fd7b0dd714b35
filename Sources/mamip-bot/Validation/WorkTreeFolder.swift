import Files
import FoundationEssentials

/// Where the work tree around a folder begins, found without git.
///
/// Git's library reads certificates as it starts, which takes as long as to validate some hundred
/// policies.
enum WorkTreeFolder: Equatable {
  case found(String)
  /// No folder on the way up is a repository or holds one.
  case none
  /// Only git knows: a repository without a work tree, or with one that is elsewhere.
  case unclear

  /// What a configuration of git says only where the work tree is not beside it.
  private static let signs = ["worktree", "bare = true", "bare=true"]
  private static let configurationBytesMax = 1 << 20

  init(around folder: String) {
    var folder = folder
    while true {
      if let answer = Self.answer(at: folder) {
        self = answer
        return
      }
      guard let slash = folder.lastIndex(of: "/") else {
        self = .none
        return
      }
      folder = String(folder[..<slash])
    }
  }

  /// What a folder itself says; nil where it says nothing.
  private static func answer(at folder: String) -> WorkTreeFolder? {
    let manager = FileManager.default
    let git = folder + "/.git"
    var isFolder = false
    guard manager.fileExists(atPath: git, isDirectory: &isFolder) else {
      return manager.fileExists(atPath: folder + "/HEAD") ? .unclear : nil
    }
    // A file there leads to the repository of a work tree that is linked, or a part of another.
    guard isFolder else { return .found(folder) }
    guard manager.fileExists(atPath: git + "/HEAD") else { return .unclear }
    do throws(FileError) {
      let bytes = try LocalFile(git + "/config").read(bytesMax: configurationBytesMax) ?? []
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      return signs.contains(where: text.contains) ? .unclear : .found(folder)
    } catch {
      return .unclear
    }
  }
}
