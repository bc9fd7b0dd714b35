import Git
import History
import Model

extension FindingsIndex {
  /// Reads a page back; nil where it is not just what the index of these policies would write.
  ///
  /// Of policies that were not validated the page speaks in words, so such a page is not read.
  init?(_ page: [UInt8], policyCount: Int) {
    var entries: [String: FindingsSummary] = [:]
    for line in page.split(separator: UInt8(ascii: "\n")) {
      guard let (name, counts) = Self.row(String(decoding: line, as: UTF8.self)) else { continue }
      entries[name] = .findings(counts)
    }
    self.init(policyCount: policyCount, entries: entries)
    guard bytes == page else { return nil }
  }

  /// The index that a commit wrote itself, and which therefore says what its findings files say;
  /// nil for other commits, whose files anybody may have changed.
  init?(writtenBy commit: Commit, in repository: Repository) throws(GitError) {
    let trailers = CommitTrailers(of: commit.message)
    let isRevalidation = trailers["Rules"].map { $0 != CommitMessage.canonicalForm } ?? false
    guard trailers["Release"] != nil || isRevalidation,
      let page = try repository.entry(
        at: "\(ArchiveReader.Path.findings)/\(Self.fileName)", in: commit.tree),
      let policies = try repository.entry(at: ArchiveReader.Path.policies, in: commit.tree)
    else { return nil }
    self.init(
      try repository.blob(page.id), policyCount: try repository.tree(policies.id).count)
  }

  private static func row(_ line: String) -> (name: String, counts: [FindingType: Int])? {
    let cells = line.split(separator: " | ", omittingEmptySubsequences: false)
    guard cells.count == types.count + 1, let start = cells[0].firstRange(of: "]("),
      cells[0].hasSuffix(".json)")
    else { return nil }
    let name = cells[0][start.upperBound...].dropLast(".json)".count)
    var counts: [FindingType: Int] = [:]
    for (type, cell) in zip(types, cells.dropFirst()) {
      counts[type.type] = Int(cell.prefix { $0 != " " })
    }
    return (String(name), counts)
  }
}
