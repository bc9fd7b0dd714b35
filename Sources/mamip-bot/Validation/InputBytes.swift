import Glibc
import PolicyLanguage

/// Reads what a user names, whatever it is: a file, a pipe, standard input.
enum InputBytes {
  /// The most that is read, which is also the most that the parser takes.
  static let countMax = JSONLimits().bytesMax
  /// What is read at once where the size is not known.
  private static let chunk = 64 << 10

  /// Why something cannot be read.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    static func system(_ code: Int32) -> Unreadable {
      Unreadable(unsafe strerror(code).map { unsafe String(cString: $0) }?.lowercased() ?? "error")
    }
  }

  /// Reads a file to its end.
  static func read(_ path: String) throws(Unreadable) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    return try read(descriptor)
  }

  /// Reads standard input to its end.
  static func readStandardInput() throws(Unreadable) -> [UInt8] {
    try read(STDIN_FILENO)
  }

  private static func read(_ descriptor: Int32) throws(Unreadable) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
    // One byte more than the file has, so that the first read finds its end as well, and no more,
    // because the bytes are kept. What has no size, such as a pipe, comes in chunks.
    let expected = status.st_size > 0 ? Int(status.st_size) + 1 : chunk
    var bytes: [UInt8] = []
    while true {
      let part = try readOnce(descriptor, min(expected, countMax + 1))
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= countMax else { throw Unreadable("it has more than \(countMax) bytes") }
      // A regular file gives all that there is at once.
      let isWhole = part.isEmpty || status.isRegular && bytes.count == Int(status.st_size)
      if isWhole { return bytes }
    }
  }

  private static func readOnce(_ descriptor: Int32, _ most: Int) throws(Unreadable) -> [UInt8] {
    var failure: Int32 = 0
    let part = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      var result = unsafe Glibc.read(descriptor, buffer.baseAddress, most)
      while result < 0, errno == EINTR {
        result = unsafe Glibc.read(descriptor, buffer.baseAddress, most)
      }
      if result < 0 { failure = errno }
      count = max(0, result)
    }
    guard failure == 0 else { throw .system(failure) }
    return part
  }
}

extension stat {
  fileprivate var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}
