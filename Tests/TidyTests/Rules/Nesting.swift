extension Rule {
  private static let depthMax = 4

  static let nesting = Rule(
    "braces are nested at most 4 deep in a function",
    samples: [
      Sample([
        "Sources/Model/A.swift": """
        extension A {
          func a() { ←
            for b in c { if d { while e { f { if g { h() } } } } }
          }
        }
        """
      ]),
      Sample([
        "Sources/Model/A.swift": """
        struct A {
          enum B {
            struct C {
              func a() {
                for b in c { if d { while e { f { g() } } } }
              }
            }
          }
        }
        """
      ]),
    ]
  ) { tree in
    tree.swift.flatMap { file in
      file.blocks.filter { $0.isOutermostCode && $0.depth > depthMax }
        .map { file.problem(at: $0.firstLine, "\($0.depth) levels, of which 4 are allowed") }
    }
  }
}
