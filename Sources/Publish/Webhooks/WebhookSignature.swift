import HTTP
package import Model
import Signing

/// The signature of the Standard Webhooks: HMAC-SHA256 over the message's id, the time and the
/// bytes of the body.
package struct WebhookSignature: Sendable {
  private static let prefix = "whsec_"

  /// As it was given.
  let secret: Secret
  private let key: Key

  /// Bytes that cannot be printed.
  private struct Key: Sendable, CustomReflectable, CustomStringConvertible {
    let bytes: [UInt8]
    var description: String { "<redacted>" }
    var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
  }

  /// Takes a secret: base64 behind `whsec_`, otherwise its bytes; gives nil where what should be
  /// base64 is none, or nothing is left.
  package init?(_ secret: Secret) {
    let text = secret.reveal()
    let encoded = text.hasPrefix(Self.prefix) ? String(text.dropFirst(Self.prefix.count)) : nil
    let bytes = encoded.map { Encodings.bytes(base64: $0) } ?? Array(text.utf8)
    guard let bytes, !bytes.isEmpty else { return nil }
    self.secret = secret
    key = Key(bytes: bytes)
  }

  /// The three headers that receivers check.
  func headers(of body: [UInt8], id: String, at time: Timestamp) -> [HTTPHeader] {
    let signed = Array("\(id).\(time.seconds).".utf8) + body
    let code = HashFunction.sha256.authenticationCode(signed, key: key.bytes)
    return [
      HTTPHeader("webhook-id", id),
      HTTPHeader("webhook-timestamp", String(time.seconds)),
      HTTPHeader("webhook-signature", "v1,\(Encodings.base64(code))"),
    ]
  }
}
