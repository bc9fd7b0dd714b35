import Model
package import News
import PolicyLanguage

extension ValueForm where Value == MessageTemplate {
  /// A text with fields in braces.
  static let template = ValueForm(
    schema: [JSON.Member("type", "string"), JSON.Member("minLength", 1)],
    read: { node, report in
      guard report.expect(.string, node), let text = node.string else { return nil }
      do throws(TemplateError) {
        return try MessageTemplate(text)
      } catch {
        report.add("\(error)", hint: error.hint, at: node)
        return nil
      }
    },
    write: { .string($0.text) })
}

extension ChannelSection {
  /// The members that only some kinds of channels have, and whether those cannot do without.
  private static let own: [(name: String, kind: ChannelKind, isNeeded: Bool)] = [
    // Sorted.
    ("form", .webhook, false),
    ("link", .x, false),
    ("on", .gitHubIssue, false),
    ("queue", .sqs, true),
    ("topic", .sns, true),
    ("urlFrom", .webhook, true),
  ]

  /// The same for the schema: what must and what must not stand beside each other.
  static var ownSchema: JSON {
    .array(
      own.flatMap { own -> [JSON] in
        let isIts: JSON = ["properties": ["type": ["const": .string(own.kind.rawValue)]]]
        let hasIt: JSON = ["required": [.string(own.name)]]
        return [["if": hasIt, "then": isIts]]
          + (own.isNeeded ? [["if": isIts, "then": hasIt]] : [])
      })
  }

  /// Adds to the report what does not go together.
  func check(at node: JSONNode, _ report: inout Report) {
    guard let type else { return }
    for own in Self.own {
      let value = node[own.name]
      if let value, own.kind != type {
        report.add(
          "a channel of the type `\(type.rawValue)` has no `\(own.name)`",
          hint: "`\(own.name)` is for the type `\(own.kind.rawValue)`", at: value)
      } else if value == nil, own.kind == type, own.isNeeded {
        report.add("a channel of the type `\(type.rawValue)` needs `\(own.name)`", at: node)
      }
    }
    check(template, at: node["template"], &report)
  }

  private func check(_ template: MessageTemplate?, at node: JSONNode?, _ report: inout Report) {
    guard let type, let template, let node else { return }
    do throws(TemplateError) {
      try template.check(for: type, form: form ?? .generic, hasLink: link ?? false)
    } catch {
      report.add("\(error)", hint: error.hint, at: node)
    }
  }

  /// What the channel is to tell of.
  package var filter: NewsFilter {
    NewsFilter(
      policies: policies, services: services, kinds: kinds, minSeverity: minSeverity?.least)
  }
}

extension Threshold {
  /// The mildest type of finding that meets it; nil where none does.
  fileprivate var least: FindingType? {
    FindingType.allCases.filter(isMet).min()
  }
}
