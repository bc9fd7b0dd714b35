import Git
import HTTP
import ServiceData

/// What `--version` says.
enum Version {
  /// The version of the program; its releases are the tags `vX.Y.Z`.
  static let number = "0.1.0"

  static var userAgent: String { "mamip-bot/\(number)" }

  static var text: String {
    """
    mamip-bot \(number)
    libgit2 \(GitLibrary.version)
    \(HTTPClient.libraryVersion)
    service data \(BundledReference.date)
    """
  }
}
