import Git
import Model
import Record

/// Where the remote stood when it was looked at.
final class RemoteView {
  /// The branch's newest commit there; nil where the branch does not exist.
  let tip: ObjectID?
  /// Full names of tags that the remote is known to have.
  var tagNames: Set<String>

  init(_ references: [RemoteReference], branch: String) {
    tip = references.first { $0.name == branch }?.id
    tagNames = Set(references.map(\.name)).subtracting([branch])
  }

  enum Relation {
    case same
    case behind(ObjectID)
    case ahead(Archive.Unpushed)
    case diverged(Archive.Unpushed)
  }

  func relation(to archive: Archive) throws(SyncError) -> Relation {
    let (here, isBehind) = try inArchive { () throws(ArchiveError) in
      let here = try archive.currentTip()
      return (here, try archive.isBehind(tip))
    }
    switch (here, tip) {
    case (nil, nil): return .same
    case (_, let tip?) where isBehind && here != tip: return .behind(tip)
    default: break
    }
    let unpushed = try inArchive { () throws(ArchiveError) in try archive.unpushed(since: tip) }
    if here == tip {
      // A killed push without atomicity leaves the newest release's tag behind.
      let missing = unpushed.releases.contains { !tagNames.contains($0.reference) }
      return missing ? .ahead(unpushed) : .same
    }
    return unpushed.isOnTop ? .ahead(unpushed) : .diverged(unpushed)
  }
}
