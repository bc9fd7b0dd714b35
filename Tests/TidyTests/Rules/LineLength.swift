extension Rule {
  private static let columnsMax = 100

  static let lineLength = Rule(
    "a line has at most 100 columns",
    samples: [
      Sample(["Tests/ModelTests/A.swift": "\n// " + String(repeating: "x", count: 98) + "←"]),
      Sample(["Sources/Model/A.swift": "// " + String(repeating: "é", count: 97)]),
      Sample(["Sources/README.md": String(repeating: "x", count: 200)]),
    ]
  ) { tree in
    tree.swift.flatMap { file in
      // Counting bytes is quick, and no line has fewer bytes than columns.
      file.lines.indices.filter {
        file.lines[$0].utf8.count > columnsMax && file.lines[$0].count > columnsMax
      }.map { file.problem(at: $0 + 1, "\(file.lines[$0].count) columns") }
    }
  }
}
