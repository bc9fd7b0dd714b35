extension Rule {
  static let packageAccess = Rule(
    "nothing is public: what crosses modules is `package`",
    samples: [
      Sample(["Sources/Model/A.swift": "public struct A {  ←\n  public let b: Int ←\n}"]),
      Sample(["Sources/Model/A.swift": "@_exported import B ←\nopen class C {} ←"]),
      Sample(["Sources/Model/A.swift": "/// A public key.\npackage struct A { let open = 1 }"]),
    ]
  ) { tree in
    tree.sources.flatMap { file in
      file.problems(with: ["public", "@_exported", "@_spi"], "use `package`, or nothing")
        + zip(file.tokens, file.tokens.dropFirst())
        .filter { $0.text == "open" && ["class", "func", "var"].contains($1.text) }
        .map { file.problem(at: $0.0.line, "`open`: use `package`, or nothing") }
    }
  }
}
