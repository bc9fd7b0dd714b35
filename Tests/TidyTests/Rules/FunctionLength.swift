extension Rule {
  private static let linesMax = 70

  static let functionLength = Rule(
    "a function has at most 70 lines",
    samples: [
      Sample([
        "Sources/Model/A.swift":
          "struct A {\n  init() { ←" + String(repeating: "\n", count: 70) + "}\n}"
      ]),
      Sample([
        "Sources/Model/A.swift":
          "var a: Int { ←" + String(repeating: "\nif b { c() }", count: 69) + "\n}"
      ]),
      Sample([
        "Sources/Model/A.swift": """
        enum A {
          func a(b: Int = { 1 }()) {\(String(repeating: "\n", count: 69))}
          func c() -> Int { 1 }
        }
        """
      ]),
      Sample(["Sources/Model/A.swift": "struct A {\(String(repeating: "\n", count: 90))}"]),
    ]
  ) { tree in
    tree.swift.flatMap { file in
      file.blocks.filter(\.isOutermostCode).compactMap { block in
        let count = block.lastLine - block.firstLine + 1
        guard count > linesMax else { return nil }
        return file.problem(at: block.firstLine, "\(count) lines, of which 70 are allowed")
      }
    }
  }
}
