import Model

/// The text of a message, with fields in braces: `{count} policies: {policies}`.
///
/// A brace that is meant is written twice.
package struct MessageTemplate: Sendable, Equatable {
  /// What can stand between braces.
  package enum Field: String, CaseIterable, Sendable {
    // Sorted.
    case count
    case headline
    case kinds
    case link
    case policies
    case release
  }

  /// A part of a line.
  enum Piece: Sendable, Equatable {
    case text(String)
    case field(Field)
  }

  /// The longest template, in characters.
  package static let lengthMax = 2_000

  /// As it was written.
  package let text: String
  let lines: [[Piece]]

  /// Reads a template; throws where it is empty, too long, or has a field that there is none of.
  package init(_ text: String) throws(TemplateError) {
    guard !text.isEmpty, text.count <= Self.lengthMax else {
      throw TemplateError("a template has 1 to \(Self.lengthMax) characters")
    }
    var lines: [[Piece]] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines.append(try Self.pieces(of: line))
    }
    guard lines.contains(where: { !$0.isEmpty }) else {
      throw TemplateError("a template has 1 to \(Self.lengthMax) characters")
    }
    self.text = text
    self.lines = lines
  }

  /// Takes a template of our own.
  init(_ lines: [[Piece]]) {
    self.lines = lines
    text = lines.map { $0.map(\.source).joined() }.joined(separator: "\n")
  }

  /// Whether a field occurs.
  package func has(_ field: Field) -> Bool {
    lines.contains { $0.contains(.field(field)) }
  }

  private static func pieces(of line: Substring) throws(TemplateError) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = line
    while let character = rest.popFirst() {
      guard character == "{" || character == "}" else {
        literal.append(character)
        continue
      }
      if rest.first == character {
        literal.append(rest.removeFirst())
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else {
        throw TemplateError(
          "a brace stands alone in the template", hint: "write `{{` or `}}` for one that is meant")
      }
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = ""
      pieces.append(.field(try field(String(rest[..<end]))))
      rest = rest[end...].dropFirst()
    }
    return literal.isEmpty ? pieces : pieces + [.text(literal)]
  }

  private static func field(_ name: String) throws(TemplateError) -> Field {
    if let field = Field(rawValue: name) { return field }
    let known = Field.allCases.map(\.rawValue)
    let nearest = Spelling.nearest(to: name, among: known)
    throw TemplateError(
      "a template has no field `{\(SafeText.line(name))}`",
      hint: nearest.map { "did you mean `{\($0)}`?" }
        ?? "possible here: \(known.map { "`{\($0)}`" }.joined(separator: ", "))")
  }
}

extension MessageTemplate.Piece {
  fileprivate var source: String {
    switch self {
    case .text(let text): text.replacing("{", with: "{{").replacing("}", with: "}}")
    case .field(let field): "{\(field.rawValue)}"
    }
  }
}

/// Why a template cannot be used.
package struct TemplateError: Error, Equatable, CustomStringConvertible {
  package let description: String
  /// What to do instead.
  package let hint: String?

  init(_ description: String, hint: String? = nil) {
    self.description = description
    self.hint = hint
  }
}
