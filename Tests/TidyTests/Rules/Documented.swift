extension Rule {
  /// What a protocol asks for is documented by the protocol.
  private static let witnesses: Set = [
    "<", "==", "customMirror", "debugDescription", "deliver", "description", "drafts", "hash",
    "makeIterator", "next", "promise", "testDescription",
  ]

  static let documented = Rule(
    "every `package` declaration has a documentation comment, but stored properties that need none",
    samples: [
      Sample([
        "Sources/Model/A.swift": """
        package struct A { ←
          package enum B { case c } ←

          // Not documentation.
          package static let d = 1 ←
          package var e: Int { 1 } ←

          /// A sentence.

          @discardableResult
          package static func c() {} ←

          package init?(_ text: String) { ←
            guard let b = Int(text) else { return nil }
            self.b = b
          }
        }
        """
      ]),
      Sample([
        "Sources/Model/A.swift": """
        package import B

        /// One.
        @frozen
        package struct A: Sendable {
          /// Two, which is
          /// longer.
          package private(set) var b: Int
          package let c: [Int]
          package init(b: Int) {
            self.b = b
            c = []
          }
          package static func < (left: A, right: A) -> Bool { left.b < right.b }
        }
        let c: [Target] = [.package(url: d)]
        """
      ]),
    ]
  ) { tree in
    tree.sources.flatMap { file in
      let documented = Set(file.comments.filter(\.isDocumentation).map(\.line))
      return Declaration.all(in: file)
        .filter { !witnesses.contains($0.name) && !$0.onlyStores }
        .filter { !documented.contains($0.firstLine - 1) }
        .map { file.problem(at: $0.line, "`\($0.name)` has no `///` directly above it") }
    }
  }
}

/// A declaration with `package` access.
private struct Declaration {
  let name: String
  let line: Int
  /// The line of its first attribute, or its own.
  let firstLine: Int
  /// Whether it is a stored property, or an initialiser that does nothing but fill them.
  ///
  /// Of these the type's comment usually says enough; one that repeats a name helps nobody.
  let onlyStores: Bool

  private static let keywords: Set = [
    "actor", "class", "enum", "extension", "func", "init", "let", "protocol", "struct", "subscript",
    "typealias", "var",
  ]
  private static let access: Phrase = "package"

  static func all(in file: File) -> [Declaration] {
    let attributes = Set(file.tokens.filter { $0.text == "@" }.map(\.line))
    return access.places(in: file).compactMap { start in
      let line = file.tokens[start].line
      let rest = file.tokens[start...].prefix { $0.line == line }
      guard let keyword = rest.firstIndex(where: { keywords.contains($0.text) }) else { return nil }
      var firstLine = line
      while attributes.contains(firstLine - 1) { firstLine -= 1 }
      let word = file.tokens[keyword].text
      let isStored =
        ["let", "var"].contains(word) && !rest.contains { ["static", "{"].contains($0.text) }
      return Declaration(
        name: word == "init" ? word : name(after: keyword, in: file.tokens), line: line,
        firstLine: firstLine,
        onlyStores: isStored || word == "init" && bodyOnlyStores(after: keyword, in: file.tokens))
    }
  }

  /// The word that follows, or the signs of an operator.
  private static func name(after keyword: Int, in tokens: [Token]) -> String {
    let rest = tokens[(keyword + 1)...]
    guard let first = rest.first, first.kind == .sign else { return rest.first?.text ?? "" }
    return rest.prefix { $0.kind == .sign && $0.text != "(" }.map(\.text).joined()
  }

  private static func bodyOnlyStores(after keyword: Int, in tokens: [Token]) -> Bool {
    guard let start = tokens[keyword...].firstIndex(where: { $0.text == "{" }) else { return false }
    let body = tokens[start...].prefix { $0.text != "}" }
    let decisions: Set = ["for", "guard", "if", "let", "switch", "throw", "try", "var", "while"]
    return tokens[keyword + 1].text == "(" && !body.contains { decisions.contains($0.text) }
  }
}
