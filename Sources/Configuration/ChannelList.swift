import Model
import PolicyLanguage

extension ValueForm where Value == [ChannelSection] {
  /// A list of channels, each of a kind and with a name of its own.
  static let channels: ValueForm = {
    let element = ValueForm<ChannelSection>.section()
    let list = ValueForm.list(of: element)
    let schema =
      element.schema + [
        JSON.Member("required", ["type"]), JSON.Member("allOf", ChannelSection.ownSchema),
      ]
    return ValueForm(
      schema: [JSON.Member("type", "array"), JSON.Member("items", .object(schema))],
      read: { node, report in
        guard report.expect(.array, node) else { return nil }
        var taken: Set<String> = []
        return node.elements.compactMap { element in
          guard let section = ChannelSection(element, &report) else { return nil }
          check(section, at: element, &taken, &report)
          section.check(at: element, &report)
          return section
        }
      },
      write: list.write)
  }()

  private static func check(
    _ section: ChannelSection, at node: JSONNode, _ taken: inout Set<String>,
    _ report: inout Report
  ) {
    let members = node.members.compactMap(\.key.string)
    // A type that is none was reported where it stands.
    if section.type == nil, !members.contains("type") {
      let words = ChannelKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      report.add("a channel needs a `type`", hint: "possible here: \(words)", at: node)
    }
    guard let name = section.instance else { return }
    guard !taken.insert(name).inserted else { return }
    report.add(
      "there are two channels `\(name)`", hint: "give one of them another `name`", at: node)
  }
}
