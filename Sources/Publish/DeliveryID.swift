import Model
import News
import Signing

/// What tells one delivery from all others, and is the same for each of its attempts.
enum DeliveryID {
  /// How much of a digest is used, in hexadecimal digits.
  private static let length = 32

  /// The identifier of a release's delivery by a channel.
  static func of(_ release: ReleaseName, in archive: ArchiveAddress, by channel: String) -> String {
    let text = "\(archive.home)\n\(release)\n\(channel)"
    return String(Encodings.hex(HashFunction.sha256.digest(Array(text.utf8))).prefix(length))
  }
}
