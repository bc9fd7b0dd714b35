package import Git
import History
package import Model
import PolicyLanguage

/// Another archive of this shape, followed by git: ours, MAMIP's or IAMTrail's.
///
/// There is no cursor. For each policy that differs, the source's history of that file is walked
/// back to the state that we hold, and every version since then is replayed in order.
package struct GitSource: PolicySource {
  /// An address or a path.
  package static let form = "another archive's git URL or path"

  package let title: String
  /// Brings the source up to date and says where it is.
  private let checkout: @Sendable () async throws(GitError) -> Checkout

  /// Where a source lies on this machine, and the commit to read.
  package struct Checkout: Sendable {
    let path: String
    let tip: ObjectID

    package init(path: String, tip: ObjectID) {
      self.path = path
      self.tip = tip
    }
  }

  package init(
    title: String, checkout: @escaping @Sendable () async throws(GitError) -> Checkout
  ) {
    self.title = title
    self.checkout = checkout
  }

  /// Brings the source up to date and walks its history back to what the archive holds.
  package func observe(
    since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> Observation {
    let following: Following
    do {
      let checkout = try await checkout()
      let repository = try Repository.open(at: checkout.path, discover: false)
      following = try Following(
        reader: ArchiveReader(repository), tip: checkout.tip, held: held, title: title)
    } catch {
      throw .git(error)
    }
    return try await following.observation(in: run)
  }
}
