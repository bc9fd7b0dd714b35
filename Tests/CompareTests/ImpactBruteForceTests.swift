import Compare
import Model
import PolicyLanguage
import Support
import Testing

/// Python asks of every action of every principal whether it is granted, one by one.
@Suite struct `Impact on accounts, judged by brute force` {
  private static let judge = #"""
    import json, re, sys
    def covers(pattern, text, flags=0):
      wild = {"*": "[\\s\\S]*", "?": "[\\s\\S]"}
      parts = [wild.get(letter) or re.escape(letter) for letter in pattern]
      return re.fullmatch("".join(parts), text, flags) is not None
    def listed(value): return value if isinstance(value, list) else [value]
    def about(statement, action):
      found = any(covers(p, action, re.I)
                  for p in listed(statement.get("Action", statement.get("NotAction"))))
      return found == ("Action" in statement)
    def granted(statements, action):
      mine = [s for s in statements if about(s, action)]
      forbidden = any(s["Effect"] == "Deny" and not s.get("Condition")
                      and "*" in listed(s["Resource"]) for s in mine)
      return any(s["Effect"] == "Allow" for s in mine) and not forbidden
    def decided(statements, action, resource, secure):
      mine = [s for s in statements if about(s, action) and (secure or not s.get("Condition"))
              and any(covers(p, resource) for p in listed(s["Resource"]))]
      return {s["Effect"] for s in mine} == {"Allow"}
    points = [(r, c) for r in ("arn:a", "arn:ax", "arn:b", "arn:z") for c in (True, False)]
    actions = sys.argv[1].split(",")
    for line in sys.stdin:
      account, sides = json.loads(line)
      own = {p["Arn"]: p["PolicyVersionList"][0]["Document"] for p in account["Policies"]}
      groups = {g["GroupName"]: g for g in account["GroupDetailList"]}
      def may(user, side, question):
        texts = {**own, **{arn: pair[side] for arn, pair in sides.items() if pair[side]}}
        holders = [user] + [groups[name] for name in user["GroupList"]]
        identity = [s for h in holders for p in h["AttachedManagedPolicies"]
                    for s in texts.get(p["PolicyArn"], {"Statement": []})["Statement"]]
        identity += [s for h in holders for k in h if k.endswith("PolicyList")
                     for p in h[k] for s in p["PolicyDocument"]["Statement"]]
        bound = user.get("PermissionsBoundary")
        bound = bound and texts.get(bound["PermissionsBoundaryArn"], {"Statement": []})
        return question(identity) and (bound is None or question(bound["Statement"]))
      answer = {}
      for user in account["UserDetailList"]:
        before, after = ({a for a in actions if may(user, side, lambda s: granted(s, a))}
                         for side in (0, 1))
        moved = {a for a in before & after
                 if any(may(user, 0, lambda s: decided(s, a, *p))
                        != may(user, 1, lambda s: decided(s, a, *p)) for p in points)}
        answer[user["Arn"]] = [sorted(after - before), sorted(before - after), sorted(moved)]
      print(json.dumps(answer))
    """#

  @Test func `60 accounts of 12 users come out the same`() throws {
    let table = try SampleServices.table()
    var random = RandomAccounts(seed: 23)
    let worlds = (0..<60).map { _ in random.world() }
    let lines = worlds.map { "[\($0.account), \($0.sides)]\n" }.joined()
    let result = try ExternalProgram.python.run(
      "-c", Self.judge, table.names.joined(separator: ","), input: Array(lines.utf8))
    #expect(result.status == 0, "\(result.error)")
    let answers = result.text.split(separator: "\n")
    try #require(answers.count == worlds.count)
    for (world, answer) in zip(worlds, answers) {
      let account = try Account(parsing: Array(world.account.utf8))
      let impacts = account.impacts(of: world.steps, GrantsReader(table))
      let found = Dictionary(uniqueKeysWithValues: impacts.map { ($0.principal, $0.delta) })
      for (principal, judged) in PolicyFixture.parse(String(answer)).root.members.map({
        ($0.name, $0.value.elements.map { $0.elements.compactMap(\.string) })
      }) {
        let delta = found[principal]
        #expect(delta?.added ?? [] == judged[0], "\(principal) in \(world)")
        #expect(delta?.removed ?? [] == judged[1], "\(principal) in \(world)")
        let changed = Set(delta?.changed.map(\.action) ?? [])
        #expect(changed.isSuperset(of: judged[2]), "\(principal) in \(world)")
      }
    }
  }
}

/// Small accounts whose policies often touch each other.
private struct RandomAccounts {
  struct World {
    let account: String
    /// The documents of AWS's policies before and after, by ARN; null where there is none.
    let sides: String
    let steps: [String: PolicyStep]
  }

  private static let policies = ["A", "B", "C", "D"].map { "arn:aws:iam::aws:policy/\($0)" }
  private static let own = ["arn:aws:iam::1:policy/E", "arn:aws:iam::1:policy/F"]

  private var random: RandomPolicies

  init(seed: UInt64) { random = RandomPolicies(seed: seed) }

  mutating func world() -> World {
    var sides: [String] = []
    var steps: [String: PolicyStep] = [:]
    for arn in Self.policies {
      let old = random.pick([true, true, true, true, false]) ? random.document() : nil
      let new = random.pick([true, false]) ? old : random.document()
      sides.append("\"\(arn)\": [\(old ?? "null"), \(new ?? "null")]")
      let name = String(arn.suffix(1))
      let version = { (text: String?) in
        text.map { PolicyFixture.version(name, 1, day: 1, PolicyFixture.parse($0)) }
      }
      steps[arn] = PolicyStep(
        name: PolicyFixture.name(name), before: version(old), after: version(new))
    }
    return World(account: account(), sides: "{\(sides.joined(separator: ", "))}", steps: steps)
  }

  private mutating func account() -> String {
    let policies = Self.own.map { arn in
      "{\"Arn\": \"\(arn)\", \"PolicyVersionList\": "
        + "[{\"IsDefaultVersion\": true, \"Document\": \(random.document())}]}"
    }
    let groups = ["g", "h"].map { "{\"GroupName\": \"\($0)\", \(carried("Group"))}" }
    let users = (0..<12).map { index in
      let members = random.pick(["", "\"g\"", "\"g\", \"h\""])
      let boundary = random.pick([nil, nil] + (Self.policies + Self.own).map(Optional.some))
      let bound = boundary.map {
        ", \"PermissionsBoundary\": {\"PermissionsBoundaryArn\": \"\($0)\"}"
      }
      return "{\"Arn\": \"arn:aws:iam::1:user/\(index)\", \"GroupList\": [\(members)], "
        + "\(carried("User"))\(bound ?? "")}"
    }
    let list = { (name: String, entries: [String]) in
      "\"\(name)\": [\(entries.joined(separator: ", "))]"
    }
    return "{\(list("UserDetailList", users)), \(list("GroupDetailList", groups)), "
      + "\(list("Policies", policies))}"
  }

  private mutating func carried(_ kind: String) -> String {
    let attached = (0..<random.pick([0, 1, 2])).map { _ in
      "{\"PolicyArn\": \"\(random.pick(Self.policies + Self.own))\"}"
    }
    let inline = (0..<random.pick([0, 0, 1])).map { _ in
      "{\"PolicyDocument\": \(random.document())}"
    }
    return "\"AttachedManagedPolicies\": [\(attached.joined(separator: ", "))], "
      + "\"\(kind)PolicyList\": [\(inline.joined(separator: ", "))]"
  }
}
