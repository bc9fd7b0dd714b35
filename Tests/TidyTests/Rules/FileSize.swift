extension Rule {
  private static let sizeMax = 1 << 20

  static let fileSize = Rule(
    "no file outside the database is larger than 1 MiB",
    samples: [
      Sample(["Tests/Samples/big.json": "{ ←" + String(repeating: "\n1", count: sizeMax / 2)]),
      Sample(["Tests/Samples/small.json": "{}"]),
    ]
  ) { tree in
    tree.files.filter { $0.size > sizeMax }
      .map { $0.problem(at: 1, "\($0.size) bytes, of which 1 MiB is allowed") }
  }
}
