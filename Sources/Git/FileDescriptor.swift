import Glibc

/// An open file, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Opens what a name stands for without reading it: Linux's `O_PATH`, which Swift does not see.
  static let pathOnly: Int32 = 0o10_000_000

  private static let bufferSize = 64 << 10

  /// Opens a file; the last part of its path must not be a symbolic link.
  ///
  /// - Returns: Nil where there is no such file.
  static func open(
    _ path: String, _ flags: Int32, operation: @autoclosure () -> String
  ) throws(GitError) -> FileDescriptor? {
    let number = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW)
    if number >= 0 { return FileDescriptor(number: number) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw GitError.system(errno, operation: operation())
  }

  /// Opens a file to read and write, and makes it where there is none.
  static func create(
    _ path: String, _ flags: Int32 = 0, mode: UInt32 = 0o666, operation: @autoclosure () -> String
  ) throws(GitError) -> FileDescriptor {
    let number = unsafe Glibc.open(path, flags | O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
    guard number >= 0 else { throw .system(errno, operation: operation()) }
    return FileDescriptor(number: number)
  }

  /// Opens something in this folder; nil where it is absent, or a link, or not of the kind that the
  /// flags ask for.
  func open(
    _ name: String, _ flags: Int32, operation: @autoclosure () -> String
  ) throws(GitError) -> FileDescriptor? {
    let number = unsafe openat(self.number, name, flags | O_CLOEXEC | O_NOFOLLOW)
    if number >= 0 { return FileDescriptor(number: number) }
    if [ENOENT, ENOTDIR, ELOOP].contains(errno) { return nil }
    throw .system(errno, operation: operation())
  }

  /// Makes a new file in this folder, open for writing.
  func create(
    _ name: String, executable: Bool, operation: @autoclosure () -> String
  ) throws(GitError) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let number = unsafe openat(self.number, name, flags, executable ? 0o777 : 0o666)
    guard number >= 0 else { throw .system(errno, operation: operation()) }
    return FileDescriptor(number: number)
  }

  private init(number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }

  /// Gives the number to somebody who will close it.
  consuming func take() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Makes a file that has no name any more and goes when it is closed.
  static func temporary(
    in folder: String, operation: @autoclosure () -> String
  ) throws(GitError) -> FileDescriptor {
    // The name, visible for a moment, is one that `git gc` clears away.
    var template = Array("\(folder)/tmp_pack_XXXXXX".utf8CString)
    let number = unsafe mkstemp(&template)
    guard number >= 0 else { throw .system(errno, operation: operation()) }
    unsafe unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return FileDescriptor(number: number)
  }

  /// Waits until what was written is on the disk.
  func synchronise(operation: @autoclosure () -> String) throws(GitError) {
    guard fsync(number) == 0 else { throw .system(errno, operation: operation()) }
  }

  /// Goes back to the beginning.
  func rewind(operation: @autoclosure () -> String) throws(GitError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw .system(errno, operation: operation()) }
  }

  /// Some of the bytes that follow; none at the end.
  func read(
    upTo limit: Int = bufferSize, operation: @autoclosure () -> String
  ) throws(GitError) -> [UInt8] {
    while true {
      var count = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
        count = unsafe Glibc.read(number, buffer.baseAddress, limit)
        filled = max(0, count)
      }
      if count >= 0 { return bytes }
      if errno != EINTR { throw .system(errno, operation: operation()) }
    }
  }

  /// Everything from the current position to the end, fastest where its size is known.
  func readAll(
    expecting size: Int = bufferSize, operation: @autoclosure () -> String
  ) throws(GitError) -> [UInt8] {
    var result = try read(upTo: size, operation: operation())
    while !result.isEmpty {
      let piece = try read(operation: operation())
      if piece.isEmpty { break }
      result += piece
    }
    return result
  }

  /// Writes all bytes at the current position.
  func write(
    _ bytes: [UInt8], operation: @autoclosure () -> String
  ) throws(GitError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(number, buffer.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count < 0, errno != EINTR { throw .system(errno, operation: operation()) }
      start += max(0, count)
    }
  }
}
