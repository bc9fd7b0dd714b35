package import Git
package import History
import Model
import PolicyLanguage

/// Where an archive first named an action, or anything of a service.
package struct FirstSeen {
  /// The version, and the entry in it as written; nil where no policy ever did.
  package private(set) var found: (version: RecordedVersion, entry: String)?
  /// What could have been asked for, where nothing was found: prefixes, or entries of the service
  /// that was asked for, in lower case and sorted.
  package private(set) var names: [String] = []
  /// Where history ended.
  package private(set) var end: HistoryEnd = .stopped

  /// Looks through all versions of all policies.
  ///
  /// A query with a colon is an entry as it stands in policies, in any case; one without is a
  /// service's prefix.
  package init(
    of query: String, from tip: ObjectID, in archive: ArchiveReader
  ) throws(GitError) {
    let query = query.lowercased()
    var first: (version: RecordedVersion, entry: String)?
    var names: Set<String> = []
    end = try archive.walkVersions(from: tip) { version, _ in
      if first.map({ $0.version.place < version.place }) ?? true,
        let entry = version.entry(matching: query)
      {
        first = (version, entry)
      } else if first == nil {
        names.formUnion(version.names(like: query))
      }
      return true
    }
    found = first
    self.names = first == nil ? names.sorted() : []
  }
}

extension RecordedVersion {
  /// Prefixes for a prefix, and for an entry those of its service.
  fileprivate func names(like query: String) -> [String] {
    guard let version else { return [] }
    let entries = PolicyDocument(version.document).statements.flatMap(\.actionLists)
      .flatMap(\.entries)
    let isPrefix = !query.contains(":")
    return entries.compactMap { entry in
      guard let service = entry.service else { return nil }
      if isPrefix { return service }
      return query.hasPrefix("\(service):") ? entry.pattern.text : nil
    }
  }

  fileprivate func entry(matching query: String) -> String? {
    guard let version else { return nil }
    let isPrefix = !query.contains(":")
    for statement in PolicyDocument(version.document).statements {
      for entry in statement.actionLists.flatMap(\.entries)
      where (isPrefix ? entry.service : entry.pattern.text) == query { return entry.text }
    }
    return nil
  }
}
