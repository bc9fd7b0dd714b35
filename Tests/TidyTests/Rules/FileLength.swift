extension Rule {
  private static let linesMax = 400

  static let fileLength = Rule(
    "a file has at most 400 lines",
    samples: [
      Sample(["Sources/Model/A.swift": String(repeating: "\n", count: 400) + "let a = 1 ←\n"]),
      Sample(["Sources/Model/A.swift": String(repeating: "\n", count: 399) + "let a = 1\n"]),
      Sample(["Sources/README.md": String(repeating: "\n", count: 500)]),
    ]
  ) { tree in
    tree.swift.compactMap { file in
      let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
      guard count > linesMax else { return nil }
      return file.problem(at: linesMax + 1, "\(count) lines, of which 400 are allowed")
    }
  }
}
