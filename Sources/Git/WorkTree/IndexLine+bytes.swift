import Glibc

/// The form of a line, as git describes it under `gitformat-index`.
extension IndexLine {
  /// Where the parts of a line stand, from its beginning.
  private enum Place {
    static let changed = 0
    static let modified = 8
    static let device = 16
    static let inode = 20
    static let mode = 24
    static let user = 28
    static let group = 32
    static let size = 36
    static let id = 40
    static let flags = 60
    static let marks = 62
    /// Where the path begins, if there are no marks.
    static let path = 62
  }

  /// The bits of the flags; below them is the length of the path, or the most that fits.
  private enum Flag {
    static let hasMarks: UInt16 = 1 << 14
    static let stageShift: UInt16 = 12
    static let stageMask: UInt16 = 3
    static let lengthMax = 0xFFF
  }

  /// Reads the line, a whole one, that begins at `start`.
  init(at start: Int, in bytes: Span<UInt8>) {
    let flags = UInt16(bigEndian: bytes, at: start + Place.flags)
    stage = flags >> Flag.stageShift & Flag.stageMask
    if flags & Flag.hasMarks != 0 {
      marks = Marks(rawValue: UInt16(bigEndian: bytes, at: start + Place.marks))
    }
    entry = IndexFile.Entry(
      mode: FileMode(rawValue: UInt32(bigEndian: bytes, at: start + Place.mode)),
      id: ObjectID(bytes: bytes, at: start + Place.id))
    seen.changed = FileStatus.Moment(bytes, at: start + Place.changed)
    seen.modified = FileStatus.Moment(bytes, at: start + Place.modified)
    seen.device = UInt32(bigEndian: bytes, at: start + Place.device)
    seen.inode = UInt32(bigEndian: bytes, at: start + Place.inode)
    seen.user = UInt32(bigEndian: bytes, at: start + Place.user)
    seen.group = UInt32(bigEndian: bytes, at: start + Place.group)
    seen.size = UInt32(bigEndian: bytes, at: start + Place.size)
  }

  /// The second in which the file of a line had been modified.
  static func modificationSecond(at start: Int, in bytes: Span<UInt8>) -> Int64 {
    Int64(UInt32(bigEndian: bytes, at: start + Place.modified))
  }

  /// Makes a line say that its file was empty: of one that was not, git will read it again.
  static func forgetSize(at start: Int, in bytes: inout [UInt8]) {
    for index in start + Place.size..<start + Place.id { bytes[index] = 0 }
  }

  /// Where the path of a line begins; nil where the bytes end before.
  static func pathStart(at start: Int, in bytes: Span<UInt8>) -> Int? {
    guard bytes.count - start >= Place.path else { return nil }
    return start + Place.path + (hasMarks(at: start, in: bytes) ? 2 : 0)
  }

  /// The path of a line, up to the zero byte behind it; nil where the bytes end before.
  static func path(at start: Int, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let first = pathStart(at: start, in: bytes), first <= bytes.count else { return nil }
    let length = unsafe bytes.extracting(first...).withUnsafeBufferPointer { rest -> Int? in
      guard let base = rest.baseAddress, let zero = unsafe memchr(base, 0, rest.count) else {
        return nil
      }
      return unsafe UnsafeRawPointer(base).distance(to: zero)
    }
    return length.map { first..<first + $0 }
  }

  /// Whether a line has bits that version 2 of the file cannot say.
  static func hasMarks(at start: Int, in bytes: Span<UInt8>) -> Bool {
    UInt16(bigEndian: bytes, at: start + Place.flags) & Flag.hasMarks != 0
  }

  /// The line of a path.
  func bytes(for path: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for moment in [seen.changed, seen.modified] {
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: moment.seconds))
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: moment.nanoseconds))
    }
    for number in [
      seen.device, seen.inode, entry.mode.rawValue, seen.user, seen.group, seen.size,
    ] { bytes.append(bigEndian: number) }
    bytes.append(entry.id)
    let length = UInt16(min(path.count, Flag.lengthMax))
    bytes.append(
      bigEndian: length | stage << Flag.stageShift | (marks.isEmpty ? 0 : Flag.hasMarks))
    if !marks.isEmpty { bytes.append(bigEndian: marks.rawValue) }
    bytes += path
    bytes.append(contentsOf: repeatElement(0, count: Self.padding(after: bytes.count)))
    return bytes
  }

  /// How many zero bytes end a line: at least one, until its length is a multiple of eight.
  static func padding(after length: Int) -> Int { 8 - length % 8 }
}

extension FileStatus.Moment {
  /// Reads seconds and nanoseconds, of four bytes each.
  fileprivate init(_ bytes: Span<UInt8>, at start: Int) {
    seconds = Int64(UInt32(bigEndian: bytes, at: start))
    nanoseconds = Int64(UInt32(bigEndian: bytes, at: start + 4))
  }
}
