import Glibc

/// What the system knows about a file, a symbolic link not being followed.
struct FileStatus: Equatable {
  /// In the form that git's index keeps.
  let mode: UInt32
  let size: Int64
  let inode: UInt64
  let device: UInt64
  let user: UInt32
  let group: UInt32
  let modified: Moment
  let changed: Moment

  /// Seconds and nanoseconds since 1970.
  struct Moment: Equatable, Comparable {
    let seconds: Int64
    let nanoseconds: Int64

    static func < (left: Moment, right: Moment) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  private init(_ status: stat) {
    mode = status.st_mode
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    user = status.st_uid
    group = status.st_gid
    modified = Moment(
      seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int64(status.st_mtim.tv_nsec))
    changed = Moment(
      seconds: Int64(status.st_ctim.tv_sec), nanoseconds: Int64(status.st_ctim.tv_nsec))
  }

  /// The status of an open file.
  static func of(
    _ file: borrowing FileDescriptor, operation: @autoclosure () -> String
  ) throws(GitError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else {
      throw .system(errno, operation: operation())
    }
    return FileStatus(status)
  }

  /// The status of what a name stands for in an open folder; nil where there is nothing.
  static func of(
    _ name: String, in folder: borrowing FileDescriptor, operation: @autoclosure () -> String
  ) throws(GitError) -> FileStatus? {
    var status = stat()
    if unsafe fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return FileStatus(status)
    }
    if errno == ENOENT { return nil }
    throw .system(errno, operation: operation())
  }

  /// The status of what a path names; nil where there is nothing.
  static func of(
    _ path: String, operation: @autoclosure () -> String
  ) throws(GitError) -> FileStatus? {
    var status = stat()
    if unsafe lstat(path, &status) == 0 { return FileStatus(status) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw .system(errno, operation: operation())
  }

  var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
}
