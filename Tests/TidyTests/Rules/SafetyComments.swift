extension Rule {
  private static let adapters: Set = ["AWS", "Compression", "Git", "HTTP", "Programs", "Signing"]
  private static let promises: [Phrase] = [
    "@unchecked", "nonisolated(unsafe)", "@preconcurrency",
  ]

  static let safetyComments = Rule(
    "what the compiler cannot check is in an adapter, and a comment says why it is safe",
    samples: [
      Sample([
        "Sources/HTTP/A.swift": """
        /// One transfer.
        final class A: @unchecked Sendable {} ←

        // SAFETY: another reason.

        nonisolated(unsafe) let b = 1 ←
        """
      ]),
      Sample(["Sources/Sync/A.swift": "// SAFETY: none.\nstruct A: @unchecked Sendable {} ←"]),
      Sample([
        "Sources/HTTP/A.swift": """
        // SAFETY: the handle is used by one thread only,
        // which the queue guarantees.
        @safe
        final class A: @unchecked Sendable {}

        final class B: @unchecked Sendable {
          let b = pthread_mutex_t()
          // SAFETY: `c` is only touched with the lock held.
          var c = 1
        }
        """
      ]),
    ]
  ) { tree in
    tree.swift.filter { $0.isSource || $0.isTest }.flatMap { file in
      promises.flatMap { phrase in
        phrase.lines(in: file)
          .filter { !(file.isTest || adapters.contains(file.module)) || !file.saysWhy(at: $0) }
          .map { file.problem(at: $0, "`\(phrase)`: only in adapters, at a `// SAFETY:`") }
      }
    }
  }
}

extension File {
  /// Whether a comment gives the reason: the one that ends directly above the line, attributes left
  /// out, or one in the type that begins on the line.
  fileprivate func saysWhy(at line: Int) -> Bool {
    let end = blocks.first { $0.isType && $0.firstLine == line }?.lastLine ?? line
    var start = line
    let attributes = Set(tokens.filter { $0.text == "@" }.map(\.line))
    while attributes.contains(start - 1) { start -= 1 }
    let commented = Set(comments.map(\.line))
    while commented.contains(start - 1) { start -= 1 }
    return comments.contains {
      (start...end).contains($0.line) && $0.text.hasPrefix("SAFETY:")
    }
  }
}
