/// `findings/README.md`, the page that a person reads.
enum FindingsIndex {
  /// The page of an archive whose policies were not validated yet.
  static let empty = [UInt8](
    """
    # Findings

    No policy of this archive has been validated yet.

    """.utf8)
}
