package import Model

/// A key with which requests are signed, and where it came from.
package struct Credentials: Sendable, Equatable {
  package let accessKeyID: String
  package let secretAccessKey: Secret
  /// Only for temporary credentials.
  package let sessionToken: Secret?
  /// When AWS stops accepting them; nil where they last.
  package let expiration: Timestamp?
  /// For a person, such as ``profile `work` ``.
  package let source: String

  /// Refuses what could not stand in a header, which is what a key pasted with a line break is.
  init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String?,
    expiration: Timestamp? = nil, source: String
  ) throws(CredentialFailure) {
    let parts = [
      ("access key id", accessKeyID), ("secret access key", secretAccessKey),
      ("session token", sessionToken ?? "-"),
    ]
    for (name, text) in parts {
      guard !text.isEmpty else { throw CredentialFailure("the \(name) is empty") }
      guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw CredentialFailure(
          "the \(name) holds white space or another character no key has",
          hint: "copy it again, without line breaks or quotes")
      }
    }
    self.accessKeyID = accessKeyID
    self.secretAccessKey = Secret(secretAccessKey)
    self.sessionToken = sessionToken.map { Secret($0) }
    self.expiration = expiration
    self.source = source
  }
}
