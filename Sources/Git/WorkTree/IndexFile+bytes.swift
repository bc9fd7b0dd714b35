import Signing

/// The form of the file, as git describes it under `gitformat-index`.
extension IndexFile {
  private static let signature = Array("DIRC".utf8)
  private static let versions: ClosedRange<UInt32> = 2...4
  private static let digestLength = HashFunction.sha1.digestLength
  private static let resolutionsName = Array("REUC".utf8)
  private static let advice =
    "split and sparse indexes are not supported: see `git update-index --no-split-index` and "
    + "`git sparse-checkout disable`"

  /// Reads a file.
  ///
  /// - Throws: where it is damaged, or has a part that is not known and may not be passed over.
  init(parsing bytes: [UInt8]) throws(GitError) {
    let end = bytes.count - Self.digestLength
    guard end >= 0, Self.isIntact(bytes, upTo: end) else { throw IndexScanner.damaged }
    var scanner = IndexScanner(end: end)
    let signature = try scanner.bytes(Self.signature.count, in: bytes.span)
    let version = try scanner.number(in: bytes.span)
    guard signature == Self.signature, Self.versions.contains(version) else {
      throw IndexScanner.damaged
    }
    shortensPaths = version == Self.versions.upperBound
    let count = try scanner.number(in: bytes.span)
    for _ in 0..<count {
      lines.append(
        try scanner.line(after: shortensPaths ? lines.last?.path ?? [] : nil, in: bytes.span))
    }
    while scanner.offset < end {
      let name = try scanner.bytes(4, in: bytes.span)
      let content = try scanner.bytes(Int(try scanner.number(in: bytes.span)), in: bytes.span)
      // What begins with a capital letter may be passed over: it can be had from the rest.
      guard let first = name.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else {
        throw GitError(
          operation: IndexScanner.operation,
          message: "it has the extension `\(String(decoding: name, as: UTF8.self))`",
          hint: Self.advice)
      }
      if name == Self.resolutionsName { resolutions = content }
    }
  }

  /// The digest at the end may be zeros, where git is configured to save the time for it.
  private static func isIntact(_ bytes: [UInt8], upTo end: Int) -> Bool {
    if bytes[end...].allSatisfy({ $0 == 0 }) { return true }
    var digest = RunningDigest(.sha1)
    digest.update(bytes.span.extracting(..<end))
    return bytes[end...].elementsEqual(digest.finish())
  }

  /// The file.
  var bytes: [UInt8] {
    let version: UInt32 = shortensPaths ? 4 : lines.contains { !$0.marks.isEmpty } ? 3 : 2
    var bytes = Self.signature
    bytes.reserveCapacity(lines.reduce(1_024) { $0 + $1.path.count + 80 })
    bytes.append(bigEndian: version)
    bytes.append(bigEndian: UInt32(lines.count))
    var previous: [UInt8] = []
    for line in lines {
      line.write(after: shortensPaths ? previous : nil, to: &bytes)
      previous = line.path
    }
    if !resolutions.isEmpty {
      bytes += Self.resolutionsName
      bytes.append(bigEndian: UInt32(resolutions.count))
      bytes += resolutions
    }
    bytes += HashFunction.sha1.digest(bytes)
    return bytes
  }
}

extension IndexLine {
  /// The bits of a line's flags: the length of its path, or the most that fits, is below them.
  enum Flag {
    static let assumedUnchanged: UInt16 = 1 << 15
    static let hasMarks: UInt16 = 1 << 14
    static let stageShift: UInt16 = 12
    static let stageMask: UInt16 = 3
    static let lengthMax = 0xFFF
  }

  /// Adds the line to a file; where paths are shortened, after that of the line before.
  fileprivate func write(after previous: [UInt8]?, to bytes: inout [UInt8]) {
    let start = bytes.count
    for moment in [seen.changed, seen.modified] {
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: moment.seconds))
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: moment.nanoseconds))
    }
    for number in [
      seen.device, seen.inode, entry.mode.rawValue, seen.user, seen.group, seen.size,
    ] { bytes.append(bigEndian: number) }
    bytes.append(entry.id)
    bytes.append(bigEndian: flags)
    if !marks.isEmpty { bytes.append(bigEndian: marks.rawValue) }
    guard let previous else {
      bytes += path
      // At least one zero byte, until the length is a multiple of eight.
      repeat { bytes.append(0) } while (bytes.count - start) % 8 != 0
      return
    }
    let common = CommonBytes.prefix(of: previous, and: path)
    bytes.append(backwards: previous.count - common)
    bytes += path[common...]
    bytes.append(0)
  }

  private var flags: UInt16 {
    UInt16(min(path.count, Flag.lengthMax)) | stage << Flag.stageShift
      | (isAssumedUnchanged ? Flag.assumedUnchanged : 0) | (marks.isEmpty ? 0 : Flag.hasMarks)
  }
}
