extension Rule {
  /// The database is not read by the rules, so its two folders need no line here.
  private static let names: Set = [
    ".ci", ".github", ".gitignore", ".swift-format", "CHANGELOG.md", "DEPRECATED.json", "LICENSE",
    "Makefile", "Package.swift", "README.md", "Sources", "Tests",
  ]

  static let topLevel = Rule(
    "nothing is added to the top level",
    samples: [
      Sample(["docs/notes.md": " ←", "notes.txt": " ←"]),
      Sample(["Package.swift": "", "Sources/Git/A.swift": ""]),
    ]
  ) { tree in
    tree.files.filter { !names.contains(String($0.path.prefix { $0 != "/" })) }
      .map { $0.problem(at: 1, "put it where it is used") }
  }
}
