import Compare
import PolicyLanguage
import Support
import Testing

/// Python expands every action of every statement by itself, one by one.
@Suite struct `What documents grant, judged by brute force` {
  private static let judge = #"""
    import json, re, sys
    def covers(pattern, action):
      wild = {"*": "[\\s\\S]*", "?": "[\\s\\S]"}
      parts = [wild.get(letter) or re.escape(letter) for letter in pattern]
      return re.fullmatch("".join(parts), action, re.I) is not None
    def listed(value): return value if isinstance(value, list) else [value]
    def statement_covers(statement, action):
      if "Action" in statement:
        return any(covers(p, action) for p in listed(statement["Action"]))
      return not any(covers(p, action) for p in listed(statement["NotAction"]))
    def granted(document, action):
      allowed = False
      for statement in document["Statement"]:
        if not statement_covers(statement, action): continue
        if statement["Effect"] == "Allow": allowed = True
        elif not statement.get("Condition") and "*" in listed(statement.get("Resource", [])):
          return False
      return allowed
    actions = sys.argv[1].split(",")
    for line in sys.stdin:
      old, new = json.loads(line)
      before = {a for a in actions if granted(old, a)}
      after = {a for a in actions if granted(new, a)}
      print(json.dumps([sorted(after - before), sorted(before - after)], separators=(",", ":")))
    """#

  @Test func `400 pairs of documents come out the same`() throws {
    let table = try SampleServices.table()
    var random = RandomPolicies(seed: 7)
    let pairs = (0..<400).map { _ in (random.document(), random.document()) }
    let lines = pairs.map { "[\($0),\($1)]\n" }.joined()
    let result = try ExternalProgram.python.run(
      "-c", Self.judge, table.names.joined(separator: ","), input: Array(lines.utf8))
    #expect(result.status == 0, "\(result.error)")
    let answers = result.text.split(separator: "\n")
    try #require(answers.count == pairs.count)
    for (pair, answer) in zip(pairs, answers) {
      let delta = try SampleServices.delta(
        PolicyFixture.parse(pair.0), PolicyFixture.parse(pair.1))
      let list = { (names: [String]) in "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]" }
      #expect("[\(list(delta.added)),\(list(delta.removed))]" == answer, "\(pair)")
    }
  }

  @Test func `a document against itself is nothing, and the way back is the mirror`() throws {
    var random = RandomPolicies(seed: 11)
    for _ in 0..<400 {
      let (one, other) = (random.document(), random.document())
      let (old, new) = (PolicyFixture.parse(one), PolicyFixture.parse(other))
      #expect(try SampleServices.delta(old, PolicyFixture.parse(one)).isEmpty)
      let (there, back) = try (SampleServices.delta(old, new), SampleServices.delta(new, old))
      #expect(there.added == back.removed)
      #expect(there.removed == back.added)
      #expect(there.unknownAdded == back.unknownRemoved)
      #expect(there.changed.map(\.action) == back.changed.map(\.action))
    }
  }
}
