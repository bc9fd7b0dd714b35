import COpenSSL

/// A hash function.
package enum HashFunction: Sendable {
  case sha1
  case sha256

  /// In bytes.
  package var digestLength: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }

  /// The digest of some bytes.
  package func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = RunningDigest(self)
    digest.update(bytes.span)
    return digest.finish()
  }

  /// The authentication code (HMAC) of a message under a key.
  package func authenticationCode(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    // Of no bytes an array may have no address, and libcrypto wants one.
    let bytes = key.isEmpty ? [0] : key
    let code = unsafe [UInt8](unsafeUninitializedCapacity: digestLength) { buffer, count in
      let written = unsafe HMAC(
        algorithm, bytes, Int32(key.count), message, message.count, buffer.baseAddress, nil)
      precondition(unsafe written != nil, "libcrypto computes a keyed hash")
      count = digestLength
    }
    return code
  }

  /// Libcrypto's own name for it.
  var algorithm: OpaquePointer? {
    switch self {
    case .sha1: unsafe EVP_sha1()
    case .sha256: unsafe EVP_sha256()
    }
  }
}
