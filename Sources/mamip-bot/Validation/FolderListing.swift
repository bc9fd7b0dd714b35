import Glibc

/// The names in a folder with what each is, as the system gives them together.
enum FolderListing {
  /// What stands in a folder.
  struct Item {
    let name: String
    /// Whether it is a folder; nil where only a look at it tells, as for a link.
    let isFolder: Bool?
  }

  /// Reads a folder, in no order, without its own name and its parent's.
  static func read(_ path: String) throws(InputBytes.Unreadable) -> [Item] {
    guard let folder = unsafe opendir(path) else { throw .system(errno) }
    defer { unsafe closedir(folder) }
    var items: [Item] = []
    errno = 0
    while let entry = unsafe readdir(folder) {
      let item = unsafe Item(entry)
      if item.name != ".", item.name != ".." { items.append(item) }
      errno = 0
    }
    guard errno == 0 else { throw .system(errno) }
    return items
  }
}

extension FolderListing.Item {
  fileprivate init(_ entry: UnsafeMutablePointer<dirent>) {
    name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    isFolder =
      switch unsafe Int(entry.pointee.d_type) {
      case DT_REG: false
      case DT_DIR: true
      default: nil
      }
  }
}
