package import Inputs
package import Model
package import PolicyLanguage

/// What a validation found in one policy, with the places in the file as it lies on disk.
package struct PolicyReport: Sendable {
  /// The file as the user gave it, or `-`.
  package let file: String
  /// The name of the policy, or of the resource that it belongs to.
  package let policy: String
  package let type: PolicyType
  /// The way to the document in the file, as a JSON Pointer.
  package let pointer: String
  /// Whether the document is the text of a string, so that its findings stand at that string.
  package let isQuoted: Bool
  /// What was found; nothing where the policy was not validated.
  package var findings: [PlacedFinding]
  /// Why the file is no JSON, in our own words, which say more than the service's.
  package let syntaxError: String?
  /// Why the policy was not validated; nil where it was.
  package let notValidated: NotValidated?

  /// Why a policy was not validated, and where that shows.
  package struct NotValidated: Sendable {
    package let reason: String
    package let place: Place?
  }
}

/// A finding with its places in the file.
package struct PlacedFinding: Sendable {
  package let finding: Finding
  /// One for each of the finding's locations, and at least one; none where nobody wants to see
  /// them.
  package let places: [Place]
  /// The line of the first place.
  package let excerpt: Excerpt?
  /// The only engine that reports it, where two were asked and do not agree.
  package let onlyIn: String?
  /// Why it may not be so.
  package let doubt: String?
}

extension PlacedFinding {
  fileprivate init(_ found: EngineFinding, places: [Place], excerpt: Excerpt?) {
    self.init(
      finding: found.finding, places: places, excerpt: excerpt, onlyIn: found.onlyIn,
      doubt: found.doubt)
  }
}

/// A stretch of a file, as editors count.
package struct Place: Sendable, Equatable {
  package let start: JSONPosition
  /// The place behind its last character.
  package let end: JSONPosition
}

/// A finding as an engine gave it.
package struct EngineFinding: Sendable {
  package let finding: Finding
  /// The only engine that reports it; nil where one was asked, or both agree.
  package var onlyIn: String?
  /// Why it may not be so; nil for nearly all.
  package let doubt: String?

  package init(_ finding: Finding, onlyIn: String? = nil, doubt: String? = nil) {
    self.finding = finding
    self.onlyIn = onlyIn
    self.doubt = doubt
  }
}

extension PolicyReport {
  /// Finds the places of an engine's findings in the file.
  ///
  /// - Parameters:
  ///   - input: the policy as it was read.
  ///   - file: the file as the user gave it.
  ///   - text: the file's bytes.
  ///   - findings: what the engine found.
  ///   - reason: why the policy was not validated, where it was not.
  ///   - showsPlaces: whether somebody wants to see the places.
  package init(
    _ input: PolicyInput, in file: String, text: [UInt8], findings: [EngineFinding],
    notValidated reason: String? = nil, showsPlaces: Bool = true
  ) {
    var places = PlaceFinder(input, text: text)
    let spans = showsPlaces ? findings.map { places.spans(of: $0.finding) } : []
    let holder = reason == nil ? [] : [places.whole]
    let all = places.places(of: spans.flatMap(\.self) + holder)
    var rest = all[...]
    self.findings = findings.indices.map { index in
      let spans = showsPlaces ? spans[index] : []
      defer { rest = rest.dropFirst(spans.count) }
      return PlacedFinding(
        findings[index], places: Array(rest.prefix(spans.count)),
        excerpt: spans.first.map { Excerpt(of: $0, in: text) })
    }
    notValidated = reason.map { NotValidated(reason: $0, place: all.last) }
    self.file = file
    policy = input.policy
    type = input.type
    pointer = input.pointer
    isQuoted = input.isQuoted
    guard case .notJSON(let error) = input.content else {
      syntaxError = nil
      return
    }
    syntaxError = error.reason
  }
}

/// Leads from a finding's locations to the bytes of the file.
private struct PlaceFinder {
  private let input: PolicyInput
  private let text: [UInt8]
  /// The elements of the arrays on the way, by the byte where each array begins: a way leads
  /// through the same list of statements again and again.
  private var elements: [Int: [JSONNode]] = [:]

  init(_ input: PolicyInput, text: [UInt8]) {
    self.input = input
    self.text = text
  }

  /// The document, the string that holds it, or the place where the file stops being JSON.
  var whole: Range<Int> {
    if let holder = input.holder { return holder.span }
    guard case .notJSON(let error) = input.content else { return 0..<text.count }
    return error.offset..<min(error.offset + 1, text.count)
  }

  /// The bytes of each location; at least one.
  mutating func spans(of finding: Finding) -> [Range<Int>] {
    guard case .document(let document) = input.content, !input.isQuoted,
      !finding.locations.isEmpty
    else { return [whole] }
    return finding.locations.map { node(at: $0.path, in: document.root).span }
  }

  /// The value or name at the end of a path, or as near to it as the document goes.
  private mutating func node(at path: [PathElement], in root: JSONNode) -> JSONNode {
    var node = root
    for step in path {
      guard let next = child(step, of: node) else { return node }
      node = next
    }
    return node
  }

  private mutating func child(_ step: PathElement, of node: JSONNode) -> JSONNode? {
    switch step {
    case .value(let name): return node[name]
    case .key(let name): return node.members.first { $0.key.isString(name) }?.key
    case .substring: return nil
    case .index(let index):
      let list = elements[node.span.lowerBound] ?? Array(node.elements)
      elements[node.span.lowerBound] = list
      return list.indices.contains(index) ? list[index] : nil
    }
  }

  func places(of spans: [Range<Int>]) -> [Place] {
    let bounds = JSONPosition.all(at: spans.flatMap { [$0.lowerBound, $0.upperBound] }, in: text)
    return spans.indices.map { Place(start: bounds[2 * $0], end: bounds[2 * $0 + 1]) }
  }
}
