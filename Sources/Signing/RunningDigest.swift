import COpenSSL

/// A digest computed piece by piece; after `finish` it begins anew with the same memory.
@safe
package struct RunningDigest: ~Copyable {
  private let function: HashFunction
  private let context: OpaquePointer

  /// Allocates what the digest needs; only `finish()` allocates after that, for its result.
  package init(_ function: HashFunction) {
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex(context, function.algorithm, nil) == 1
    else { preconditionFailure("libcrypto has SHA-1 and SHA-256") }
    self.function = function
    unsafe self.context = unsafe context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Adds bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    let code = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }
    precondition(code == 1, "libcrypto takes any bytes")
  }

  /// The digest of all bytes added since the beginning or the last `finish`.
  package mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: function.digestLength)
    var span = digest.mutableSpan
    finish(into: &span)
    return digest
  }

  /// Writes that digest to the front of `digest`, which must have room for it.
  package mutating func finish(into digest: inout MutableSpan<UInt8>) {
    precondition(digest.count >= function.digestLength, "a digest needs its room")
    let code = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe EVP_DigestFinal_ex(context, digest.baseAddress, nil)
    }
    // Without a name the function stays the same, and need not be looked up again.
    let restarted = unsafe EVP_DigestInit_ex(context, nil, nil)
    precondition(code == 1 && restarted == 1, "libcrypto ends and restarts a digest")
  }
}
