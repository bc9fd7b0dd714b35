import Support

extension GitFixture {
  /// Makes the bare repository `bare.git` with a random history with merges, in which files come,
  /// change and go, and several commits have the same time.
  func makeHistory(seed: UInt64, commits: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var stream = ""
    var side: Int?
    for number in 1...commits {
      let onSide = number > 5 && Int.random(in: 0..<3, using: &generator) == 0
      stream += "commit refs/heads/\(onSide ? "side" : "main")\nmark :\(number)\n"
      stream += "committer A Person <person@localhost> \(1_700_000_000 + number / 3 * 60) +0000\n"
      stream += "data 1\nx"
      if onSide, side == nil { stream += "from :\(number - 1)\n" }
      if let side, !onSide, number.isMultiple(of: 3) { stream += "merge :\(side)\n" }
      if onSide { side = number }
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let folder =
          ["policies", "policies", "findings", "policies/sub"]
          .randomElement(using: &generator) ?? ""
        let path = "\(folder)/P\(Int.random(in: 0..<40, using: &generator))"
        let text = "\(Int.random(in: 0..<1_000, using: &generator))"
        stream +=
          Bool.random(using: &generator) || number < 10
          ? "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n" : "D \(path)\n"
      }
      if Int.random(in: 0..<9, using: &generator) == 0 {
        stream += "M 100644 inline DEPRECATED.json\ndata 3\n\(100 + number % 900)\n"
      }
      stream += "\n"
    }
    try git("init", "--quiet", "--bare", "--initial-branch=main", "bare.git")
    try git("fast-import", "--quiet", in: "bare.git", input: stream)
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var result = state
    result = (result ^ result >> 30) &* 0xbf58_476d_1ce4_e5b9
    result = (result ^ result >> 27) &* 0x94d0_49bb_1331_11eb
    return result ^ result >> 31
  }
}
