import Model

/// A token read from a file, a variable or a service: one line that may stand in a header.
struct TokenText: Sendable {
  let secret: Secret

  /// Reads a file anew each time, because such files are renewed.
  init(file path: String) throws(CredentialFailure) {
    let bytes: [UInt8]?
    do { bytes = try SmallFile.read(path) } catch { throw CredentialFailure(error) }
    guard let bytes else { throw CredentialFailure("there is no token file `\(Excerpt(path))`") }
    try self.init(bytes, from: "`\(Excerpt(path))`")
  }

  /// Drops white space at both ends; `origin` is for messages.
  init(_ bytes: some Collection<UInt8>, from origin: String) throws(CredentialFailure) {
    let line = String(decoding: bytes, as: UTF8.self)[...].trimmed
    guard !line.isEmpty else { throw CredentialFailure("the token of \(origin) is empty") }
    guard line.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw CredentialFailure("the token of \(origin) holds a line break or a foreign character")
    }
    secret = Secret(String(line))
  }
}
