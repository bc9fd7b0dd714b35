import Model
import PolicyLanguage

/// The message for SQS: the members by which the MAMIP archive's subscribers know it, and all
/// changes.
package enum QueueMessage {
  /// The longest message that each queue takes, in bytes.
  package static let bytesMax = 256 << 10
  /// How much of it the names may have, in bytes.
  private static let namesBytesMax = 64 << 10

  /// The body for a release.
  package static func body(of news: ReleaseNews, in archive: ArchiveAddress) -> [UInt8] {
    let value = ChangeList(news.changes(in: archive)).value(bytesMax: bytesMax) {
      changes, leftOut in
      [
        "UpdatedPolicies": .string(names(of: news)),
        "CommitUrl": .string(news.commit.map(archive.commit) ?? archive.home),
        "Date": .string(news.time.rfc3339),
        "CommitCount": .string(String(news.policies.count)),
        "Release": .string(news.name.text),
        "ReleaseUrl": .string(archive.release(news.name)),
        "Changes": .array(changes),
        "ChangesLeftOut": .count(leftOut),
      ]
    }
    return JSONWriter.compact(value)
  }

  private static func names(of news: ReleaseNews) -> String {
    let all = news.policies.map(\.name.text)
    let shown = all.prefix(bytesMax: namesBytesMax, separatorLength: 2)
    let rest = all.count - shown.count
    return (shown + (rest > 0 ? ["+\(rest) more"] : [])).joined(separator: ", ")
  }
}
