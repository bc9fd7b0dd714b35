extension Rule {
  private static let live = "Sources/mamip-bot/Live.swift"

  static let environmentReads = Rule(
    "the environment is read in Live.swift only",
    samples: [
      Sample(["Sources/AWS/A.swift": "let a = getenv(b) ←\nlet c = ProcessInfo.processInfo ←"]),
      Sample(["Sources/AWS/A.swift": "func a(environment: [String: String]) {}"]),
      Sample([live: "let a = environ"]),
    ]
  ) { tree in
    tree.sources.filter { $0.path != live }.flatMap {
      $0.problems(
        with: ["getenv", "secure_getenv", "setenv", "environ", "ProcessInfo"],
        "take the value as a parameter")
    }
  }
}
