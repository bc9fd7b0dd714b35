import Glibc

/// Reads the small files AWS's tools share: configuration, credentials, tokens.
enum SmallFile {
  /// Far more than any of them ever has.
  static let bytesMax = 1 << 20
  private static let chunkSize = 16 << 10

  /// The whole file, or nil where there is none.
  ///
  /// Opened without waiting, so that a named pipe nobody writes to cannot hang the program.
  static func read(_ path: String) throws(AWSError) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR || (code == EACCES && isHidden(path)) { return nil }
      throw failure(path, code)
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkSize)
    while bytes.count <= bytesMax {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, errno) }
      bytes += chunk[..<count]
    }
    throw AWSError(misconfigured: "`\(Excerpt(path))` is larger than \(bytesMax) bytes")
  }

  /// Whether its folder may not be looked into, as that of another user's home: AWS's own tools
  /// take that for no file.
  private static func isHidden(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0
  }

  private static func failure(_ path: String, _ code: Int32) -> AWSError {
    let reason = unsafe String(cString: strerror(code)).lowercased()
    let hint = code == EACCES ? "make it readable for the user who runs this program" : nil
    return AWSError(misconfigured: "cannot read `\(Excerpt(path))`: \(reason)", hint: hint)
  }
}
