/// An action, or a pattern of actions, such as `s3:Get*`.
///
/// All of a list share one object, so that the longest list costs three allocations.
package struct PolicyAction: PolicyListEntry {
  private let texts: Texts
  private let index: Int
  /// Where the action's text is.
  private let range: Range<Int>
  /// How long what stands before the first colon is; nil where there is none.
  private let serviceLength: Int?
  private let literalStartLength: Int
  /// A number that is the same for the same action in any case, and seldom for another.
  let mark: UInt64

  /// The list's text in lower case, because case does not count.
  private final class Texts: Sendable {
    let tape: JSONTape
    let bytes: [UInt8]
    let hasWildcard: Bool

    init(tape: JSONTape, bytes: [UInt8]) {
      self.tape = tape
      self.bytes = bytes
      hasWildcard = bytes.span.has(UInt8(ascii: "*")) || bytes.span.has(UInt8(ascii: "?"))
    }
  }

  private init(_ texts: Texts, index: Int, range: Range<Int>) {
    self.texts = texts
    self.index = index
    self.range = range
    let bytes = texts.bytes
    let text = bytes.span.extracting(range)
    serviceLength = text.firstOffset { $0 == UInt8(ascii: ":") }
    literalStartLength =
      (texts.hasWildcard ? text.firstOffset(where: Glob.isWildcard) : nil) ?? text.count
    mark = text.mark
  }

  /// The actions of a list, or the one of a text that stands for a list.
  static func all(in list: JSONNode) -> [PolicyAction] {
    let (tape, start) = (list.tape, list.span.lowerBound)
    var bytes = Array(list.text)
    let isASCII = bytes.lowercaseASCII()
    // What does not stand there as it is, is put behind the text.
    var others: [Int: Range<Int>] = [:]
    for index in list.itemTextIndexes where !isASCII || tape.entries[index].hasEscapes {
      let end = bytes.count
      bytes += JSONNode(tape: tape, index: index).foldedBytes
      others[index] = end..<bytes.count
    }
    let texts = Texts(tape: tape, bytes: bytes)
    var actions: [PolicyAction] = []
    actions.reserveCapacity(max(list.count, 1))
    for index in list.itemTextIndexes {
      let inside = tape.entries[index].inside
      let range = others[index] ?? inside.lowerBound - start..<inside.upperBound - start
      actions.append(PolicyAction(texts, index: index, range: range))
    }
    return actions
  }
}

extension PolicyAction {
  /// Where it stands.
  package var node: JSONNode { JSONNode(tape: texts.tape, index: index) }

  /// As written.
  package var text: String { node.string ?? "" }

  /// In lower case.
  package var pattern: Glob {
    Glob(texts.bytes[range], literalStartLength: literalStartLength)
  }

  /// What stands before the first colon, in lower case; nil where there is none.
  package var service: String? {
    serviceLength.map { String(decoding: texts.bytes[range].prefix($0), as: UTF8.self) }
  }

  /// What stands behind the first colon, in lower case; all of it where there is none.
  package var name: Glob {
    guard let serviceLength else { return pattern }
    let rest = texts.bytes[range].dropFirst(serviceLength + 1)
    return literalStartLength > serviceLength
      ? Glob(rest, literalStartLength: literalStartLength - serviceLength - 1) : Glob(rest)
  }

  /// Whether it matches more than itself.
  package var hasWildcard: Bool { literalStartLength < range.count }

  /// Whether the service is a pattern too.
  package var hasWildcardInService: Bool {
    serviceLength.map { literalStartLength < $0 } ?? false
  }

  /// Whether it is an action, given in lower case.
  package func isAction(_ action: String) -> Bool {
    range.count == action.utf8.count && begins(with: action.utf8Span.span)
  }

  /// Whether it is of the service with a prefix, given in lower case.
  func isOf(_ prefix: [UInt8]) -> Bool {
    serviceLength == prefix.count && begins(with: prefix.span)
  }

  private func begins(with text: Span<UInt8>) -> Bool {
    let bytes = texts.bytes
    return bytes.span.extracting(range).starts(with: text, upTo: text.count)
  }

  /// Whether it is or covers an action, given in lower case.
  package func covers(_ action: String) -> Bool {
    hasWildcard ? pattern.matches(action) : isAction(action)
  }

  /// The place of the service in a table of services.
  package func place(ofServiceIn table: NameTable) -> Int? {
    guard let serviceLength else { return nil }
    let bytes = texts.bytes
    let text = bytes.span.extracting(range)
    return table.place(of: text.extracting(first: serviceLength))
  }
}
