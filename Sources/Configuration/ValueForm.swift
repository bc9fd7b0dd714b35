import PolicyLanguage

/// The form of a value in the configuration: how it is read, written and described.
struct ValueForm<Value: Sendable>: Sendable {
  /// The members of its JSON Schema.
  let schema: [JSON.Member]
  /// Gives nil, and puts what is wrong into the report, where the value has another form.
  let read: @Sendable (JSONNode, inout Report) -> Value?
  let write: @Sendable (Value) -> JSON
}

extension ValueForm where Value == Bool {
  /// `true` or `false`.
  static let flag = ValueForm(
    schema: [JSON.Member("type", "boolean")],
    read: { node, report in report.expect(.bool, node) ? node.bool : nil },
    write: { .bool($0) })
}

extension ValueForm where Value == String {
  /// Any text.
  static let text = ValueForm(
    schema: [JSON.Member("type", "string")],
    read: { node, report in report.expect(.string, node) ? node.string : nil },
    write: { .string($0) })
}

extension ValueForm where Value == Int {
  /// A whole number within bounds.
  static func count(_ bounds: ClosedRange<Int>) -> ValueForm {
    ValueForm(
      schema: [
        JSON.Member("type", "integer"),
        JSON.Member("minimum", .number(String(bounds.lowerBound))),
        JSON.Member("maximum", .number(String(bounds.upperBound))),
      ],
      read: { node, report in
        guard report.expect(.number, node) else { return nil }
        guard
          let value = node.numberText.flatMap({ Double($0) })
            .flatMap({ Int(exactly: $0) }), bounds.contains(value)
        else {
          report.add(
            "`\(report.path.joined(separator: "."))` must be a whole number from "
              + "\(bounds.lowerBound) to \(bounds.upperBound)", at: node)
          return nil
        }
        return value
      },
      write: { .number(String($0)) })
  }
}

extension ValueForm where Value: CheckedText {
  /// A text with a form of its own, checked by its type.
  static func checked() -> ValueForm {
    ValueForm(
      schema: [JSON.Member("type", "string"), JSON.Member("pattern", .string(Value.pattern))],
      read: { node, report in
        guard report.expect(.string, node), let text = node.string else { return nil }
        do throws(InvalidText) {
          return try Value(text)
        } catch {
          report.add(error.message, hint: error.hint, at: node)
          return nil
        }
      },
      write: { .string($0.text) })
  }
}

extension ValueForm where Value: RawRepresentable<String> & CaseIterable {
  /// One of a few words.
  static func choice(of values: [Value] = Array(Value.allCases)) -> ValueForm {
    let words = values.map(\.rawValue)
    return ValueForm(
      schema: [JSON.Member("enum", .array(words.map { .string($0) }))],
      read: { node, report in
        guard report.expect(.string, node), let word = node.string else { return nil }
        let value = words.contains(word) ? Value(rawValue: word) : nil
        if value == nil { report.addUnknown(word: word, known: words, at: node) }
        return value
      },
      write: { .string($0.rawValue) })
  }
}

extension ValueForm {
  /// A list of values of one form.
  static func list<Element>(of form: ValueForm<Element>) -> ValueForm where Value == [Element] {
    ValueForm(
      schema: [JSON.Member("type", "array"), JSON.Member("items", .object(form.schema))],
      read: { node, report in
        guard report.expect(.array, node) else { return nil }
        return node.elements.compactMap { form.read($0, &report) }
      },
      write: { .array($0.map(form.write)) })
  }
}

extension ValueForm where Value: Section {
  /// An object with a description of its own.
  static func section() -> ValueForm {
    guard case .object(let schema) = Value.sectionSchema else {
      preconditionFailure("the schema of a section is an object")
    }
    return ValueForm(
      schema: schema, read: { node, report in Value(node, &report) }, write: { $0.write() })
  }
}
