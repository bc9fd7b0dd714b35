/// What the index says of a path: its content, and what the file there looked like when it had it.
struct IndexLine {
  let entry: IndexFile.Entry
  /// Zero, but 1 to 3 for the sides of a merge that was not finished.
  var stage: UInt16 = 0
  /// Bits that only some lines have.
  var marks: Marks = []
  var seen = Seen()

  struct Marks: OptionSet {
    let rawValue: UInt16

    /// A sparse checkout keeps the file out of the work tree.
    static let skipped = Marks(rawValue: 1 << 14)
  }

  /// What git compares to see whether a file has changed; of each it keeps 32 bits.
  ///
  /// Zeros are what no file looks like: then git reads the file.
  struct Seen: Equatable {
    var changed = FileStatus.Moment(seconds: 0, nanoseconds: 0)
    var modified = FileStatus.Moment(seconds: 0, nanoseconds: 0)
    var device: UInt32 = 0
    var inode: UInt32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
    var size: UInt32 = 0
  }

  /// Whether a file looks as it did then, to the nanosecond.
  func matches(_ status: FileStatus) -> Bool {
    status.modified == seen.modified && status.changed == seen.changed
      && UInt32(truncatingIfNeeded: status.size) == seen.size
      && UInt32(truncatingIfNeeded: status.inode) == seen.inode
  }
}

extension IndexLine.Seen {
  init(_ status: FileStatus) {
    changed = status.changed
    modified = status.modified
    device = UInt32(truncatingIfNeeded: status.device)
    inode = UInt32(truncatingIfNeeded: status.inode)
    user = status.user
    group = status.group
    size = UInt32(truncatingIfNeeded: status.size)
  }
}
