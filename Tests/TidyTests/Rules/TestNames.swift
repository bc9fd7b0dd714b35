extension Rule {
  private static let test: Phrase = "@Test"

  static let testNames = Rule(
    "a test's name is a sentence",
    samples: [
      Sample([
        "Tests/GitTests/A.swift": """
        @Test func emptyTree() {} ←
        @Test(arguments: [1, 2])
        func pairs(a: Int) {} ←
        """
      ]),
      Sample(["Tests/GitTests/A.swift": "@Test func `an empty tree is written`() {}\nfunc a() {}"]),
    ]
  ) { tree in
    tree.tests.flatMap { file in
      test.places(in: file).compactMap { start in
        let name = file.tokens[start...].drop { $0.text != "func" }.dropFirst().first
        guard let name, name.kind != .quotedName else { return nil }
        return file.problem(at: name.line, "`\(name.text)`: write a sentence in backticks")
      }
    }
  }
}
