import Glibc

/// A folder for objects that are not to be seen yet, removed with everything in it when let go.
///
/// Should this process be killed, `git gc` removes it: its name begins as that of git's own such
/// folders.
@safe final class QuarantineFolder {
  static let namePrefix = "tmp_objdir-mamip-"

  /// Has the form of a folder of objects: packs are in `pack`.
  let path: String
  var packFolder: String { path + "/pack" }

  init(besides objects: String) throws(GitError) {
    var template = Array("\(objects)/\(Self.namePrefix)XXXXXX".utf8CString)
    let operation = "make a folder in `\(objects)`"
    guard unsafe mkdtemp(&template) != nil else { throw .system(errno, operation: operation) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard unsafe mkdir(packFolder, 0o777) == 0 else {
      let number = errno
      unsafe rmdir(path)
      throw .system(number, operation: operation)
    }
  }

  deinit { Self.remove(path) }

  /// Removes such a folder; what cannot be removed is left to `git gc`.
  static func remove(_ path: String) {
    let packFolder = path + "/pack"
    for name in fileNames(in: packFolder) { unsafe unlink("\(packFolder)/\(name)") }
    unsafe rmdir(packFolder)
    unsafe rmdir(path)
  }

  /// Moves the pack and its index, of that name without extension, to where all can see them, when
  /// they are safely on the disk.
  func releasePack(_ name: String, into folder: String) throws(GitError) {
    let operation = "move the pack into `\(folder)`"
    // The index last: a pack counts only when it has one.
    for suffix in [".pack", ".idx"] {
      let file = "\(packFolder)/\(name)\(suffix)"
      try synchronise(file, O_RDONLY, operation)
      guard unsafe rename(file, "\(folder)/\(name)\(suffix)") == 0 else {
        throw .system(errno, operation: operation)
      }
    }
    try synchronise(folder, O_RDONLY | O_DIRECTORY, operation)
  }

  /// Waits until a file is on the disk.
  private func synchronise(
    _ path: String, _ flags: Int32, _ operation: String
  ) throws(GitError) {
    guard let file = try FileDescriptor.open(path, flags, operation: operation) else {
      throw .system(ENOENT, operation: operation)
    }
    try file.synchronise(operation: operation)
  }

  private static func fileNames(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
