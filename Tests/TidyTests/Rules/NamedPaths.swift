import Foundation

extension Rule {
  private static let roots = [".ci/", ".github/", "Sources/", "Tests/"]

  static let namedPaths = Rule(
    "a path that the documentation names exists",
    samples: [
      Sample([
        "README.md": """
        See [the map](Sources/README.md), [the rules](Tests/Gone.md) ←
        and `Sources/Git/Gone.swift`, ←
        """,
        "Sources/README.md": "Back to [the top](../README.md) or [nowhere](../GONE.md). ←",
      ]),
      Sample([
        "README.md": """
        `Sources/Observe/PolicySources/<Name>.swift`, `Sources/Observe/`,
        [map](Sources/README.md#a), [site](https://example.com/Sources/Gone),
        `policies/<PolicyName>`, `swift test`
        """,
        "Sources/README.md": "",
        "Sources/Observe/PolicySources/IAM.swift": "",
      ]),
    ]
  ) { tree in
    tree.files.filter(\.isMarkdown).flatMap { file in
      file.lines.enumerated().flatMap { index, line in
        named(in: line, folder: file.folder).filter { !tree.contains($0) }
          .map { file.problem(at: index + 1, "there is no `\($0)`") }
      }
    }
  }

  private static func named(in line: String, folder: String) -> [String] {
    let spans = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    let paths = spans.filter { span in roots.contains { span.hasPrefix($0) } }
    return paths.map(literalPart) + links(in: line).map { resolve($0, from: folder) }
  }

  /// Up to the folder before the first placeholder.
  private static func literalPart(of path: String) -> String {
    let literal = path.prefix { !"<*…".contains($0) }
    guard literal.count < path.count else { return path }
    return String(literal[..<(literal.lastIndex(of: "/") ?? literal.endIndex)])
  }

  private static func links(in line: String) -> [String] {
    line.components(separatedBy: "](").dropFirst()
      .map { String($0.prefix { !")# ".contains($0) }) }
      .filter { !$0.isEmpty && !$0.contains(":") }
  }

  private static func resolve(_ link: String, from folder: String) -> String {
    let steps = (folder + link).split(separator: "/").reduce(into: [Substring]()) { parts, part in
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return steps.joined(separator: "/")
  }
}
