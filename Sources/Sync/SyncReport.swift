package import Git
package import Model
package import Publish

/// What a run did.
package struct SyncReport: Sendable {
  /// A change with the commit that records it; nil in a dry run.
  package struct Entry: Sendable {
    package let change: Change
    package let commit: ObjectID?
  }

  package let source: String
  package let listedCount: Int
  package let entries: [Entry]
  /// The release; nil where nothing changed, or in a dry run.
  package let release: ReleaseName?
  /// Where the branch stands now; nil on a branch without commits.
  package let commit: ObjectID?
  package let isPushed: Bool
  package let problems: [Observation.Problem]
  /// Why the remote does not have it, where it should.
  package let failure: SyncError?
  /// Those that this run tried or gave up, and all that are still waiting or have failed.
  package let deliveries: [Delivery]
  /// Deliveries that are dead, or overdue.
  package let needingAttention: [Delivery]
  /// Why receipts could not be read or written.
  package let publishFailure: PublishError?
  /// Of a dry run: whether it would be the first import, of which nobody is told.
  package let isFirstImport: Bool

  /// Whether something could not be recorded, although everything else was.
  package var hasFailures: Bool { problems.contains(where: \.isError) }
}
