/// What is written down of a release's deliveries: the note on its commit.
///
/// It is a line of JSON for each receipt, each beginning of a channel and the claim, sorted. Lines
/// that mean nothing to us stay as they are.
package struct ReleaseNote: Sendable, Equatable {
  /// By the channel's name.
  package var receipts: [String: Receipt] = [:]
  /// By the channel's name.
  package var starts: [String: Start] = [:]
  package var claim: Claim?
  var others: [String] = []

  /// Says nothing.
  package init() {}

  /// Whether it says nothing at all.
  package var isEmpty: Bool { self == ReleaseNote() }
}
