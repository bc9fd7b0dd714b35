import Foundation

/// A file of the tree, read once.
struct File: Sendable {
  /// From the top of the repository, such as `Sources/Model/Secret.swift`.
  let path: String
  /// Its size in bytes.
  let size: Int
  let text: String
  /// The text's lines, without their line feeds.
  let lines: [String]
  /// What the Swift in it consists of; empty for other files.
  let tokens: [Token]
  let comments: [Comment]
  let blocks: [Block]

  init(path: String, size: Int? = nil, text: String) {
    self.path = path
    self.size = size ?? text.utf8.count
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let lexer = path.hasSuffix(".swift") ? SwiftLexer(text) : SwiftLexer("")
    tokens = lexer.tokens
    comments = lexer.comments
    blocks = Block.all(in: lexer.tokens)
  }
}

extension File {
  var isSwift: Bool { path.hasSuffix(".swift") }
  var isMarkdown: Bool { path.hasSuffix(".md") }
  var isSource: Bool { isSwift && path.hasPrefix("Sources/") }
  var isTest: Bool { isSwift && path.hasPrefix("Tests/") }

  /// The target's folder: `Model` for `Sources/Model/Secret.swift`.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// The folder with its slash: `Sources/Model/`; empty at the top.
  var folder: String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// `Secret` for `Sources/Model/Secret.swift`.
  var baseName: String {
    let name = path.dropFirst(folder.count)
    return String(name.prefix { $0 != "." })
  }

  /// A problem at one of its lines.
  func problem(at line: Int, _ message: String) -> Problem {
    Problem(path: path, line: line, message: message)
  }
}
