import Foundation
import Model
import Signing
import Support
import Testing

@Suite struct RSASignatureTests {
  private let message = Array("header.payload".utf8)

  private func openssl(_ script: String) throws -> ExternalProgram.Output {
    try ExternalProgram("sh", "-euc", script).run("sh")
  }

  /// A key that `openssl` makes with these arguments.
  private func key(_ script: String) throws -> Secret {
    let made = try openssl("\(script) 2>/dev/null")
    try #require(made.status == 0)
    return Secret(made.text)
  }

  @Test(arguments: [
    "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
    "openssl genrsa -traditional 2048",
  ])
  func `openssl verifies what is signed`(_ script: String) throws {
    let key = try key(script)
    let signature = try RSASignature.sign(message, privateKeyPEM: key)
    #expect(signature.count == 256)
    #expect(try isVerified(signature, of: message, key))
    #expect(try !isVerified(signature, of: message + [0], key))
    #expect(try RSASignature.sign(message, privateKeyPEM: key) == signature)
    #expect(try isVerified(RSASignature.sign([], privateKeyPEM: key), of: [], key))
  }

  @Test func `a key that cannot sign so is refused with a reason, and never asked a password for`()
    throws
  {
    let encrypted = try key("openssl genrsa -aes128 -passout pass:secret 2048")
    let elliptic = try key("openssl ecparam -name prime256v1 -genkey -noout")
    let rsa = try key("openssl genrsa 2048").reveal()
    let broken = Secret(rsa.replacingOccurrences(of: "A", with: "B"))
    let publicKey = try key("openssl genrsa 2048 | openssl rsa -pubout")
    let long = Secret(String(repeating: "x", count: RSASignature.keyLengthMax + 1))
    for key in [encrypted, elliptic, broken, publicKey, long, Secret(""), Secret("key")] {
      let error = #expect(throws: SigningError.self) {
        try RSASignature.sign(message, privateKeyPEM: key)
      }
      #expect(error?.description.hasPrefix("the private key ") == true)
    }
  }

  private func isVerified(_ signature: [UInt8], of message: [UInt8], _ key: Secret) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try Data(signature).write(to: folder.appending(path: "signature"))
    try Data(message).write(to: folder.appending(path: "message"))
    try Data(key.reveal().utf8).write(to: folder.appending(path: "key"))
    let script = """
      cd '\(folder.path)'
      openssl pkey -in key -pubout -out public
      openssl dgst -sha256 -verify public -signature signature message 2>/dev/null
      """
    return try openssl(script).status == 0
  }
}
