extension Rule {
  private static let map = "Sources/README.md"

  static let moduleMap = Rule(
    "Sources/README.md has one line for each module, and no other",
    samples: [
      Sample([
        map: "# Map ←\n\n| `Model/` | words |\n| `Gone/` | was deleted | ←",
        "Sources/Git/A.swift": "",
        "Sources/Model/A.swift": "",
      ]),
      Sample([
        map: "| module | what |\n| --- | --- |\n| `Model/` | words |", "Sources/Model/A.swift": "",
      ]),
    ]
  ) { tree in
    guard let readme = tree.file(at: map) else { return [] }
    let rows = readme.lines.enumerated().compactMap { index, text in
      text.hasPrefix("| `") ? (name: text.dropFirst(3).prefix { $0 != "/" }, line: index + 1) : nil
    }
    let inSources = tree.files.filter { $0.path.hasPrefix("Sources/") }
    let modules = Set(inSources.map(\.module)).subtracting([""])
    let missing = modules.subtracting(rows.map { String($0.name) }).sorted()
    return missing.map { readme.problem(at: 1, "no line for `\($0)/`") }
      + rows.filter { !modules.contains(String($0.name)) }
      .map { readme.problem(at: $0.line, "there is no module `\($0.name)`") }
  }
}
