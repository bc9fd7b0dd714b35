extension Rule {
  /// The one file that writes to the terminal.
  private static let output = "Sources/mamip-bot/Output.swift"

  static let printing = Rule(
    "only the command line's output type prints",
    samples: [
      Sample(["Sources/Sync/A.swift": "func a() {\n  print(b) ←\n  debugPrint(c) ←\n}"]),
      Sample(["Sources/Sync/A.swift": "func print(a: Int) {}\nb.print(c)"]),
      Sample([output: "print(a)"]),
    ]
  ) { tree in
    tree.sources.filter { $0.path != output }.flatMap {
      $0.problems(
        with: ["print(", "debugPrint(", "dump(", "puts(", "fputs(", "printf("],
        "return a value, or log")
    }
  }
}
