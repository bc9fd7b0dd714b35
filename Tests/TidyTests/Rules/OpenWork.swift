extension Rule {
  private static let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]

  static let openWork = Rule(
    "nothing is left for later: work that is open is an issue",
    samples: [
      Sample(["Sources/Git/A.swift": "let a = 1  // \(marks[0]): b ←\n/// \(marks[1]) c ←"]),
      Sample([".ci/run": "# \(marks[3]) ←"]),
      Sample(["Sources/Git/A.swift": "let \(marks[0]) = \"\(marks[0])\"  // MAX \(marks[2])L"]),
    ]
  ) { tree in
    tree.files.flatMap { file in
      file.isSwift
        ? file.comments.filter { isMarked($0.text) }.map { file.problem(at: $0.line, $0.text) }
        : file.lines.indices.filter { isMarked(file.lines[$0]) }
          .map { file.problem(at: $0 + 1, file.lines[$0]) }
    }
  }

  private static func isMarked(_ text: String) -> Bool {
    marks.contains { text.contains($0) }
      && text.split { !$0.isLetter }.contains { marks.contains(String($0)) }
  }
}
