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
      guard let (name, counts) = Self.row(line) else { continue }
      entries[name] = .findings(counts)
    }
    self.init(policyCount: policyCount, entries: entries)
    guard bytes == page else { return nil }
  }

  /// The index that a commit wrote itself, and which therefore says what its findings files say;
  /// nil for other commits, whose files anybody may have changed.
  init?(
    writtenBy commit: Commit, policyCount: Int, in repository: Repository
  ) throws(GitError) {
    let trailers = CommitTrailers(of: commit.message)
    let isRevalidation = trailers["Rules"].map { $0 != CommitMessage.canonicalForm } ?? false
    guard trailers["Release"] != nil || isRevalidation,
      let page = try repository.entry(
        at: "\(ArchiveReader.Path.findings)/\(Self.fileName)", in: commit.tree)
    else { return nil }
    self.init(try repository.blob(page.id), policyCount: policyCount)
  }

  /// Reads `| [name](name.json) | 1 |  | 2 |  |`; no name has a bracket.
  private static func row(_ line: ArraySlice<UInt8>) -> (name: String, counts: FindingCounts)? {
    guard line.first == UInt8(ascii: "|"), let start = line.firstIndex(of: UInt8(ascii: "(")),
      let end = line[start...].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let target = line[start..<end].dropFirst().dropLast(".json".count)
    let cells = line[end...].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    guard cells.count == types.count + 2 else { return nil }
    var counts: FindingCounts = [:]
    for (type, cell) in zip(types, cells.dropFirst()) {
      counts[type.type] = Int(String(decoding: cell.dropFirst().dropLast(), as: UTF8.self)) ?? 0
    }
    return (String(decoding: target, as: UTF8.self), counts)
  }
}
