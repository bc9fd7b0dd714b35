import CLibgit2
import Glibc

extension Repository {
  /// Whether the history ends somewhere because the clone was made so.
  package var isShallow: Bool { unsafe git_repository_is_shallow(pointer) == 1 }

  /// The commits whose parents this clone does not have; empty in a full clone.
  package func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    let operation = "read where the history of this shallow clone ends"
    let file = try FileDescriptor.open(
      commonDirectory + "/shallow", O_RDONLY, operation: operation)
    guard let file else { return [] }
    let lines = try file.readAll(operation: operation).split(separator: UInt8(ascii: "\n"))
    return Set(lines.compactMap { ObjectID(hex: $0) })
  }
}
