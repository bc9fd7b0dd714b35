/// A pair of braces in Swift code, with the keyword of the declaration that it belongs to.
struct Block: Sendable {
  /// `func`, `struct` and so on; nil for a closure or a statement.
  let keyword: String?
  /// The line of the keyword, or of the opening brace where there is none.
  let firstLine: Int
  /// The line of the closing brace.
  let lastLine: Int
  /// Whether all blocks around it are types, so that it is a member or a global function.
  let isOutermostCode: Bool
  /// How many further levels of braces are inside it.
  let depth: Int

  /// Whether the keyword declares a type or extends one.
  var isType: Bool { keyword.map(Self.typeKeywords.contains) ?? false }

  fileprivate static let typeKeywords: Set = [
    "actor", "class", "enum", "extension", "protocol", "struct",
  ]
  private static let keywords = typeKeywords.union([
    "deinit", "func", "init", "let", "subscript", "var",
  ])

  /// All blocks, in the order of their closing braces.
  static func all(in tokens: [Token]) -> [Block] {
    var finder = BlockFinder()
    for (index, token) in tokens.enumerated() {
      switch (token.kind, token.text) {
      case (.sign, "{"): finder.open(at: token.line)
      case (.sign, "}"): finder.close(at: token.line)
      case (.word, let text) where keywords.contains(text) && isDeclaration(index, tokens):
        finder.see(keyword: text, at: token.line)
      default: break
      }
    }
    return finder.blocks
  }

  /// Tells `init` in `init() {` from `Self.init()`, and a keyword from an argument's label.
  private static func isDeclaration(_ index: Int, _ tokens: [Token]) -> Bool {
    let before = index > 0 ? tokens[index - 1].text : ""
    let after = index + 1 < tokens.count ? tokens[index + 1].text : ""
    return before != "." && after != ":"
  }
}

private struct BlockFinder {
  private struct Open {
    let keyword: String?
    let line: Int
    let isInCode: Bool
    var depth = 0
  }

  private(set) var blocks: [Block] = []
  private var stack: [Open] = []
  private var head: (keyword: String, line: Int)?

  mutating func see(keyword: String, at line: Int) {
    head = (keyword, line)
  }

  mutating func open(at line: Int) {
    let isInCode = stack.last.map { $0.isInCode || !isType($0.keyword) } ?? false
    stack.append(Open(keyword: head?.keyword, line: head?.line ?? line, isInCode: isInCode))
    head = nil
  }

  mutating func close(at line: Int) {
    head = nil
    guard let open = stack.popLast() else { return }
    let block = Block(
      keyword: open.keyword, firstLine: open.line, lastLine: line,
      isOutermostCode: !open.isInCode && !isType(open.keyword), depth: open.depth)
    blocks.append(block)
    if let parent = stack.indices.last {
      stack[parent].depth = max(stack[parent].depth, open.depth + 1)
    }
  }

  private func isType(_ keyword: String?) -> Bool {
    keyword.map(Block.typeKeywords.contains) ?? false
  }
}
