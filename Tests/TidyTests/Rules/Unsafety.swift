extension Rule {
  /// The adapters, and the command line, which reads the environment and asks for the terminal.
  private static let modules: Set = [
    "AWS", "Compression", "Git", "HTTP", "Programs", "ServiceData", "Signing", "mamip-bot",
  ]

  static let unsafety = Rule(
    "only adapters use pointers",
    samples: [
      Sample(["Sources/Record/A.swift": "unsafe a.withUnsafeBytes { b($0) } ←"]),
      Sample(["Sources/Git/A.swift": "unsafe git_repository_free(a)"]),
    ]
  ) { tree in
    tree.sources.filter { !modules.contains($0.module) }.flatMap {
      $0.problems(with: ["unsafe"], "move it into an adapter")
    }
  }
}
