import PolicyLanguage

/// An object of the configuration, described once.
///
/// Its decoding with all errors, its JSON Schema and its encoding are derived from `members`, so
/// that they cannot disagree. A new section is a struct with this description, and one line in the
/// members of the object that it stands in.
protocol Section: Sendable {
  /// What may stand in the object, in the order in which it is written.
  static var members: [Member<Self>] { get }

  /// Nothing configured.
  init()
}

/// One member of a section: its name, its place in the struct, and the form of its value.
struct Member<Whole: Section>: Sendable {
  let name: String
  /// The value's schema, with a description.
  let schema: JSON
  let read: @Sendable (JSONNode, inout Whole, inout Report) -> Void
  let write: @Sendable (Whole) -> JSON?

  init<Value>(
    _ name: String, _ place: any WritableKeyPath<Whole, Value?> & Sendable,
    _ form: ValueForm<Value>, about: String
  ) {
    self.name = name
    schema = .object([JSON.Member("description", .string(about))] + form.schema)
    read = { node, whole, report in whole[keyPath: place] = form.read(node, &report) }
    write = { whole in whole[keyPath: place].map(form.write) }
  }
}

extension Section {
  /// Reads an object, or gives nil where it is none; what is wrong goes into the report.
  init?(_ node: JSONNode, _ report: inout Report) {
    guard report.expect(.object, node) else { return nil }
    self.init()
    for (key, value) in node.members.map({ ($0.key, $0.value) }) {
      let name = key.string ?? ""
      if let member = Self.members.first(where: { $0.name == name }) {
        report.path.append(name)
        member.read(value, &self, &report)
        report.path.removeLast()
      } else {
        report.addUnknown(key, known: Self.members.map(\.name))
      }
    }
  }

  /// The object, without what is not configured.
  func write() -> JSON {
    .object(
      Self.members.compactMap { member in
        member.write(self).map { JSON.Member(member.name, $0) }
      })
  }

  /// The members of the object's schema.
  static var sectionSchema: JSON {
    let properties = members.map { JSON.Member($0.name, $0.schema) }
    return ["type": "object", "additionalProperties": false, "properties": .object(properties)]
  }
}
