import Model
import PolicyLanguage

/// Collects what is wrong with a file while it is read.
struct Report {
  private(set) var problems: [ConfigurationProblem] = []
  /// The names of the members around the value that is being read.
  var path: [String] = []
  private let document: JSONDocument
  private let file: String

  init(_ document: JSONDocument, file: String) {
    self.document = document
    self.file = file
  }

  mutating func add(_ message: String, hint: String? = nil, at node: JSONNode) {
    let place = document.position(at: node.span.lowerBound)
    let problem = ConfigurationProblem(
      file: file, line: place.line, column: place.column, message: message, hint: hint)
    problems.append(problem)
  }

  /// Whether a value has the kind that it must have; if not, that is added.
  mutating func expect(_ kind: JSONNode.Kind, _ node: JSONNode) -> Bool {
    guard node.kind != kind else { return true }
    let subject = path.isEmpty ? "the configuration" : "`\(path.joined(separator: "."))`"
    add("\(subject) must be \(Self.name(of: kind)), not \(Self.name(of: node.kind))", at: node)
    return false
  }

  mutating func addUnknown(_ key: JSONNode, known: [String]) {
    let name = key.string ?? ""
    let place = path.isEmpty ? "" : " in `\(path.joined(separator: "."))`"
    add(
      "unknown key `\(SafeText.line(name))`\(place)", hint: Self.hint(for: name, known: known),
      at: key)
  }

  mutating func addUnknown(word: String, known: [String], at node: JSONNode) {
    let subject = path.joined(separator: ".")
    add(
      "`\(SafeText.line(word))` is no value of `\(subject)`",
      hint: Self.hint(for: word, known: known), at: node)
  }

  private static func hint(for word: String, known: [String]) -> String {
    if let nearest = Spelling.nearest(to: word, among: known) {
      return "did you mean `\(nearest)`?"
    }
    return "possible here: \(known.map { "`\($0)`" }.joined(separator: ", "))"
  }

  private static func name(of kind: JSONNode.Kind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "a list"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
