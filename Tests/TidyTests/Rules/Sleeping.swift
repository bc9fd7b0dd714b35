extension Rule {
  static let sleeping = Rule(
    "no test sleeps, but to ask another program again, in a loop with a bound",
    samples: [
      Sample([
        "Tests/GitTests/A.swift": """
        try await Task.sleep(for: a) ←
        sleep(1) ←
        while b { usleep(1) } ←
        """
      ]),
      Sample([
        "Tests/GitTests/A.swift": """
        try await clock.sleep(for: a)
        for _ in 0..<attemptsMax where !server.answers {
          usleep(1_000)
        }
        """
      ]),
    ]
  ) { tree in
    tree.tests.flatMap { file in
      file.problems(
        with: ["Task.sleep", "Thread.sleep", "sleep("], "wait for the event, or pass a clock")
        + file.problems(with: ["usleep(", "nanosleep("], "poll in a `for` loop")
        .filter { !file.isInLoop($0.line) }
    }
  }
}

extension File {
  /// Whether a loop with a bound begins at most five lines above.
  fileprivate func isInLoop(_ line: Int) -> Bool {
    lines[max(0, line - 6)..<line].contains { $0.drop { $0 == " " }.hasPrefix("for ") }
  }
}
