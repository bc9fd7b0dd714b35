import Model
import PolicyLanguage

/// The body of a generic webhook: the envelope of the Standard Webhooks, and all changes.
package enum GenericMessage {
  /// The type of the event, by which receivers choose.
  private static let type = "release.published"
  /// The longest body, in bytes: what common servers take.
  package static let bytesMax = 1 << 20

  /// The body for a release.
  package static func body(of news: ReleaseNews, in archive: ArchiveAddress) -> [UInt8] {
    JSONWriter.compact(
      value(of: news, in: archive, ChangeList(news.changes(in: archive)), bytesMax))
  }

  static func value(
    of news: ReleaseNews, in archive: ArchiveAddress, _ changes: ChangeList, _ bytesMax: Int
  ) -> JSON {
    changes.value(bytesMax: bytesMax) { changes, leftOut in
      [
        "type": .string(type),
        "timestamp": .string(news.time.rfc3339),
        "data": [
          "release": .string(news.name.text),
          "commit": .text(news.commit),
          "url": .string(archive.release(news.name)),
          "count": .count(news.policies.count),
          "changes": .array(changes),
          "changesLeftOut": .count(leftOut),
        ],
      ]
    }
  }
}
