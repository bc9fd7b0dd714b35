import Glibc

/// Folders of the file system.
enum Folder {
  /// The names in a folder, in no order, without `.` and `..`; none where there is no such folder.
  static func names(
    in path: String, operation: @autoclosure () -> String
  ) throws(GitError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw .system(errno, operation: operation())
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .system(errno, operation: operation()) }
    return names
  }
}
