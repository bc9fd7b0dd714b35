extension Rule {
  static let sortedLists = Rule(
    "a list that says so is sorted",
    samples: [
      Sample(["Sources/Git/A.swift": "// Sorted.\nlet a = [\n  .b,\n  .a, ←\n  .c,\n]\nlet z = 1"]),
      Sample(["Sources/Git/A.swift": "let a = [\n  // Sorted.\n  .a,\n  .B,\n]\nlet c = [.e, .d]"]),
    ]
  ) { tree in
    tree.swift.flatMap { file in
      SortedList.all(in: file).flatMap { list in
        zip(list.entries, list.entries.dropFirst())
          .filter { $0.text.lowercased() >= $1.text.lowercased() }
          .map { file.problem(at: $1.line, "comes before `\($0.text)`") }
      }
    }
  }
}
