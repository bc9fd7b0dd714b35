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
  init(parsing file: [UInt8]) throws(GitError) {
    let end = file.count - Self.digestLength
    guard end >= 0, Self.isIntact(file, upTo: end) else { throw IndexScanner.damaged }
    var scanner = IndexScanner(end: end)
    let signature = try scanner.bytes(Self.signature.count, in: file.span)
    let version = try scanner.number(in: file.span)
    guard signature == Self.signature, Self.versions.contains(version) else {
      throw IndexScanner.damaged
    }
    let count = try scanner.number(in: file.span)
    if version == Self.versions.upperBound {
      self = try scanner.shortenedLines(count, in: file)
      shortensPaths = true
    } else {
      self = try scanner.lines(count, in: file)
    }
    while scanner.offset < end {
      let name = try scanner.bytes(4, in: file.span)
      let content = try scanner.bytes(Int(try scanner.number(in: file.span)), in: file.span)
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
  var file: [UInt8] {
    var file = Self.signature
    file.reserveCapacity(bytes.count + resolutions.count + 64)
    file.append(bigEndian: version)
    file.append(bigEndian: UInt32(count))
    if shortensPaths { appendShortenedLines(to: &file) } else { file += bytes }
    if !resolutions.isEmpty {
      file += Self.resolutionsName
      file.append(bigEndian: UInt32(resolutions.count))
      file += resolutions
    }
    file += HashFunction.sha1.digest(file)
    return file
  }

  private var version: UInt32 {
    if shortensPaths { return Self.versions.upperBound }
    let hasMarks = (0..<count).contains {
      IndexLine.hasMarks(at: range($0).lowerBound, in: bytes.span)
    }
    return hasMarks ? 3 : 2
  }

  /// Adds the lines, of whose paths only what differs from the path before is written.
  private func appendShortenedLines(to file: inout [UInt8]) {
    var previous: ArraySlice<UInt8> = []
    for index in 0..<count {
      let path = path(index)
      let common = zip(previous, path).prefix { $0 == $1 }.count
      file += bytes[range(index).lowerBound..<path.startIndex]
      file.append(backwards: previous.count - common)
      file += path.dropFirst(common)
      file.append(0)
      previous = path
    }
  }
}
