import Files
package import PolicyLanguage

/// A service reference as a file.
package enum ServiceReferenceFile {
  /// Whether a file begins as a service reference does, so that it need not be named otherwise.
  static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: ServiceReference.opening.utf8) }

  /// Reads a reference and checks every line of it.
  package static func read(_ path: String) throws(ServiceDataError) -> ServiceReference {
    try parse(try bytes(at: path, bytesMax: ServiceReference.bytesMax), at: path)
  }

  /// The bytes of a file that must be there.
  static func bytes(at path: String, bytesMax: Int) throws(ServiceDataError) -> [UInt8] {
    do throws(FileError) {
      if let bytes = try LocalFile(path).read(bytesMax: bytesMax) { return bytes }
    } catch {
      throw ServiceDataError(path, error.reason)
    }
    throw ServiceDataError(path, "there is no such file")
  }

  static func parse(
    _ bytes: [UInt8], at path: String
  ) throws(ServiceDataError) -> ServiceReference {
    do throws(ServiceReferenceError) {
      let reference = try ServiceReference(parsing: bytes)
      try reference.check()
      return reference
    } catch {
      throw ServiceDataError(path, "\(error)", hint: error.hint)
    }
  }
}
