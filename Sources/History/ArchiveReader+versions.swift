package import Git
package import Model
import PolicyLanguage

/// A state of a policy in an archive's history, with the commit that brought it.
package struct RecordedVersion: Sendable {
  package let name: PolicyName
  package let commit: ObjectID
  /// When it was committed.
  package let time: Timestamp
  /// How many commits that changed policies came after it, as far as they were walked.
  package let depth: Int
  /// What the file held; nil where the policy left.
  package let version: PolicyVersion?

  package init(
    name: PolicyName, commit: ObjectID, time: Timestamp, depth: Int, version: PolicyVersion?
  ) {
    self.name = name
    self.commit = commit
    self.time = time
    self.depth = depth
    self.version = version
  }

  /// AWS's date of the version; of a departure, when it was written down.
  package var date: Timestamp { version?.createDate ?? time }

  /// Where it stands among all versions.
  package var place: Place { Place(time: time, depth: depth, date: date, name: name) }

  /// A place in history: the newest comes first.
  ///
  /// Versions stand in the order of commits, and those of one commit by their own dates, because
  /// the first commit of an archive holds many.
  package struct Place: Comparable, Hashable, Sendable {
    fileprivate let time: Timestamp
    fileprivate let depth: Int
    fileprivate let date: Timestamp
    fileprivate let name: PolicyName

    package static func < (left: Place, right: Place) -> Bool {
      if left.time != right.time { return left.time > right.time }
      if left.depth != right.depth { return left.depth < right.depth }
      return left.date != right.date ? left.date > right.date : left.name < right.name
    }
  }

  fileprivate func isSameState(as other: RecordedVersion) -> Bool {
    guard let version, let otherVersion = other.version else {
      return version == nil && other.version == nil
    }
    return version.isSameState(as: otherVersion)
  }
}

extension ArchiveReader {
  /// Walks the versions of policies along first parents, newest first.
  ///
  /// A version is a state whose number or document differs from the one before. Empty files, broken
  /// ones, and files that were only formatted anew are none. Each is handed out with the one before
  /// it, nil for the first, as soon as that is known; where the visitor has enough of a policy, no
  /// older file of it is read.
  ///
  /// - Parameters:
  ///   - names: the policies wanted; nil for all.
  ///   - tip: the newest commit.
  ///   - visit: gets a version and the one before it, and says whether it wants older ones.
  /// - Returns: how the walk ended; at the edge of a shallow clone, versions there are handed out
  ///   as the first ones.
  /// - Throws: what git says of a commit that cannot be read.
  package func walkVersions(
    of names: Set<PolicyName>? = nil, from tip: ObjectID,
    visit: (RecordedVersion, RecordedVersion?) throws(GitError) -> Bool
  ) throws(GitError) -> HistoryEnd {
    var walk = VersionWalk(reader: self, wanted: names)
    try walk.begin(at: tip)
    let end = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      try walk.visit(step, visit)
      return !walk.isDone
    }
    try walk.finish(visit)
    return end
  }
}

/// Follows the files of policies from the newest commit back.
private struct VersionWalk {
  typealias Visitor = (RecordedVersion, RecordedVersion?) throws(GitError) -> Bool

  let reader: ArchiveReader
  /// Nil for all.
  let wanted: Set<PolicyName>?
  /// The oldest state of each policy that was met so far.
  private var oldest: [PolicyName: RecordedVersion] = [:]
  private var done: Set<PolicyName> = []
  private var depth = 0

  init(reader: ArchiveReader, wanted: Set<PolicyName>?) {
    self.reader = reader
    self.wanted = wanted
  }

  var isDone: Bool { wanted.map { done.isSuperset(of: $0) } ?? false }

  /// Older archives keep the file of a policy that stands in `DEPRECATED.json`.
  mutating func begin(at tip: ObjectID) throws(GitError) {
    let files = try reader.policyFiles(in: try reader.repository.commit(tip).tree)
    let kept = Set(files.keys).filter(isWanted)
    for (name, deprecation) in try reader.deprecations(of: kept, at: tip) {
      oldest[name] = RecordedVersion(
        name: name, commit: deprecation.commit, time: deprecation.time, depth: 0,
        version: nil)
    }
  }

  mutating func visit(_ step: HistoryStep, _ visit: Visitor) throws(GitError) {
    depth += 1
    for change in step.changes {
      guard let file = PolicyFileName(change.name), isWanted(file.policy) else { continue }
      if try isOvershadowed(file, change, in: step) { continue }
      guard let state = try state(file.policy, change, step) else { continue }
      let newer = oldest[file.policy]
      oldest[file.policy] = state
      guard let newer, !newer.isSameState(as: state) else { continue }
      if try !visit(newer, state) {
        done.insert(file.policy)
        oldest[file.policy] = nil
      }
    }
  }

  mutating func finish(_ visit: Visitor) throws(GitError) {
    for (_, first) in oldest.sorted(by: { $0.key < $1.key }) where first.version != nil {
      _ = try visit(first, nil)
    }
  }

  private func isWanted(_ name: PolicyName) -> Bool {
    !done.contains(name) && wanted?.contains(name) ?? true
  }

  /// Of `NAME` and `NAME.json` the one without extension counts, and the other where it is gone.
  private func isOvershadowed(
    _ file: PolicyFileName, _ change: TreeChange, in step: HistoryStep
  ) throws(GitError) -> Bool {
    guard file.hasExtension || change.new == nil else { return false }
    let name = file.hasExtension ? "" : PolicyFileName.fileExtension
    let root = try reader.repository.commit(step.commit).tree
    let path = "\(ArchiveReader.Path.policies)/\(file.policy)\(name)"
    return try reader.repository.entry(at: path, in: root) != nil
  }

  private func state(
    _ name: PolicyName, _ change: TreeChange, _ step: HistoryStep
  ) throws(GitError) -> RecordedVersion? {
    var version: PolicyVersion?
    if let blob = change.new {
      version = ArchiveReader.version(name, try reader.repository.blob(blob))
      guard version != nil else { return nil }
    }
    return RecordedVersion(
      name: name, commit: step.commit, time: step.time, depth: depth,
      version: version)
  }
}
