extension Rule {
  /// The modules that compute and do nothing else.
  private static let pureModules: Set = [
    "Compare", "Configuration", "Inputs", "Model", "News", "PolicyLanguage", "Reports", "Validate",
  ]

  static let purity = Rule(
    "pure modules have no clock, no randomness and no files",
    samples: [
      Sample([
        "Sources/Compare/A.swift": """
        let a = ContinuousClock().now ←
        let b = [1].shuffled() ←
        let c = Int.random(in: 0...1) ←
        let d = FileManager.default ←
        let e = open(f, 0) ←
        """
      ]),
      Sample(["Sources/Compare/A.swift": "let a = b.open()\nfunc c(at date: Timestamp) {}"]),
      Sample(["Sources/Sync/A.swift": "let a = ContinuousClock().now"]),
    ]
  ) { tree in
    tree.sources.filter { pureModules.contains($0.module) }.flatMap {
      $0.problems(with: impure, "take the value as a parameter")
    }
  }

  private static let impure: [Phrase] = [
    "Clock", "ContinuousClock", "SuspendingClock", "Date", "DispatchTime", "clock_gettime",
    "time(", ".random(", ".randomElement(", ".shuffle(", ".shuffled(",
    "SystemRandomNumberGenerator", "UUID", "FileManager", "FileHandle", "fopen", "open(",
    "readLine", "CommandLine",
  ]
}
