import Model
import PolicyLanguage

/// The message for SNS: words for those who get it by mail, JSON for all others, and attributes by
/// which subscriptions choose.
package struct TopicMessage: Sendable, Equatable {
  /// An attribute of several words.
  package struct Attribute: Sendable, Equatable {
    package let name: String
    package let values: [String]
  }

  /// Of the 256 KiB that a message may have with its attributes, in bytes.
  private static let jsonBytesMax = 120 << 10
  private static let textBytesMax = 48 << 10
  private static let attributeBytesMax = 24 << 10

  static let form = MessageForm(
    standard: MessageTemplate([
      [.field(.headline)], [], [.field(.policies)], [], [.field(.link)],
    ]),
    markup: Markup(bullet: "- "), fits: { length(of: .string($0)) <= textBytesMax })

  /// ASCII, on one line, at most 100 characters.
  package let subject: String
  /// What each way of delivery gets.
  package let body: [UInt8]
  package let attributes: [Attribute]

  /// The message for a release.
  package init(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) {
    let policies = news.policies.count == 1 ? "policy" : "policies"
    subject = "\(news.count) AWS managed \(policies) changed: release \(news.name)"
    let changes = ChangeList(news.changes(in: archive), measure: Self.escapedLength)
    let json = GenericMessage.value(of: news, in: archive, changes, Self.jsonBytesMax)
    let text = Self.form.message(of: news, in: archive, by: template).text
    body = JSONWriter.compact([
      "default": .string(String(decoding: JSONWriter.compact(json), as: UTF8.self)),
      "email": .string(text),
    ])
    attributes = Self.attributes(of: news)
  }

  private static func attributes(of news: ReleaseNews) -> [Attribute] {
    let severity = news.policies.compactMap(\.severity).max()
    let values = [
      "kind": Set(news.policies.map(\.kind.rawValue)).sorted(),
      "policy": news.policies.map(\.name.text),
      "service": Set(news.policies.flatMap(\.services)).sorted(),
      "severity": [severity?.rawValue ?? "NONE"],
    ]
    return values.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { name, values in
      let fitting = values.prefix(bytesMax: attributeBytesMax, separatorLength: 3)
      return Attribute(name: name, values: Array(fitting))
    }
  }

  private static func length(of value: JSON) -> Int { JSONWriter.compact(value).count }

  /// Inside a text of JSON each quotation mark has a backslash before it.
  private static func escapedLength(of value: JSON) -> Int {
    length(of: .string(String(decoding: JSONWriter.compact(value), as: UTF8.self)))
  }
}

extension TopicMessage.Attribute {
  /// As SNS wants an attribute of the type `String.Array`.
  package var json: String {
    String(decoding: JSONWriter.compact(.array(values.map { .string($0) })), as: UTF8.self)
  }
}
