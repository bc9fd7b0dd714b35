import COpenSSL
package import Model

/// Why a signature could not be made.
package struct SigningError: Error, Sendable, CustomStringConvertible {
  /// One line, without secrets.
  package let description: String
}

/// RSASSA-PKCS1-v1_5 with SHA-256, which JSON Web Tokens call RS256.
package enum RSASignature {
  /// The longest key file taken, in bytes.
  package static let keyLengthMax = 64 << 10

  /// Signs with an unencrypted RSA private key in PEM, PKCS #1 or PKCS #8.
  package static func sign(
    _ message: [UInt8], privateKeyPEM: Secret
  ) throws(SigningError) -> [UInt8] {
    let key = try unsafe read(privateKeyPEM)
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { throw failed("out of memory") }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1 else {
      throw failed("the private key cannot sign")
    }
    var length = 0
    guard unsafe EVP_DigestSign(context, nil, &length, message, message.count) == 1 else {
      throw failed("the private key cannot sign")
    }
    var signature = [UInt8](repeating: 0, count: length)
    guard unsafe EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else {
      throw failed("the private key cannot sign")
    }
    return Array(signature.prefix(length))
  }

  private static func read(_ pem: Secret) throws(SigningError) -> OpaquePointer {
    let bytes = Array(pem.reveal().utf8)
    guard !bytes.isEmpty, bytes.count <= keyLengthMax else {
      throw failed("the private key is empty or longer than \(keyLengthMax) bytes")
    }
    let read = unsafe bytes.withUnsafeBytes { bytes -> OpaquePointer? in
      let source = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
      defer { unsafe BIO_free(source) }
      // Without this, libcrypto would ask at the terminal for the password of an encrypted key.
      return unsafe PEM_read_bio_PrivateKey(source, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key = unsafe read else {
      throw failed("the private key is not an unencrypted key in PEM")
    }
    guard unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
      unsafe EVP_PKEY_free(key)
      throw failed("the private key is not an RSA key")
    }
    return unsafe key
  }

  /// Also empties libcrypto's own list of errors, which may quote the key.
  private static func failed(_ description: String) -> SigningError {
    ERR_clear_error()
    return SigningError(description: description)
  }
}
