import CLibgit2

/// How far a fetch has come.
package struct FetchProgress: Sendable, Equatable {
  package var receivedBytes = 0
  package var receivedObjects = 0
  /// Nil until the pack says how many there will be.
  package var objectCount: Int?
}

/// A pack on its way in: checked object by object, and invisible until all of it is known good.
///
/// Names of objects are computed from their content, so a damaged object is one that nothing names,
/// and what something names is then missing; `finish` looks for that.
final class IncomingPack {
  private let repository: Repository
  private let quarantine: QuarantineFolder
  /// It has no view of the repository's objects, so the pack must be complete in itself.
  private let indexer: PackIndexer
  private var receivedBytes = 0

  private static let operation = "take in the pack"

  init(_ repository: Repository) throws(GitError) {
    self.repository = repository
    quarantine = try QuarantineFolder(besides: "\(repository.commonDirectory)/objects")
    indexer = try PackIndexer(in: quarantine.packFolder, operation: Self.operation)
  }

  var progress: FetchProgress {
    let state = indexer.progress
    return FetchProgress(
      receivedBytes: receivedBytes, receivedObjects: Int(state.received_objects),
      objectCount: state.total_objects == 0 ? nil : Int(state.total_objects))
  }

  /// Takes the next piece of the pack.
  func append(_ bytes: ArraySlice<UInt8>) throws(GitError) {
    if bytes.isEmpty { return }
    receivedBytes += bytes.count
    try indexer.append(bytes.span)
  }

  /// Ends the pack, checks that nothing is missing from what was wanted, and makes it visible.
  func finish(wanted: [ObjectID], known: KnownObjects) throws(GitError) {
    let name = indexer.progress.total_objects == 0 ? nil : try indexer.finish()
    do throws(GitError) { try check(wanted, known: known) } catch {
      throw GitError(
        operation: Self.operation, code: error.code, message: "it is incomplete: \(error)",
        hint: "check the remote repository with `git fsck`")
    }
    if let name {
      try quarantine.releasePack(name, into: "\(repository.commonDirectory)/objects/pack")
    }
  }

  /// Walks through what is new, in a view of the repository that has the pack already.
  private func check(_ wanted: [ObjectID], known: KnownObjects) throws(GitError) {
    let view = try Repository.open(at: repository.gitDirectory)
    try git(operation: "look into the pack") {
      unsafe git_odb_add_disk_alternate(view.objects, quarantine.path)
    }
    var selection = try ObjectSelection(view)
    try selection.choose(wanted, without: known)
    for choice in selection.choices where !view.contains(choice.id) {
      throw GitError(operation: "find object \(choice.id)", message: "nobody has it")
    }
  }
}
