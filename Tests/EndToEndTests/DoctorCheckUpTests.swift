import PolicyLanguage
import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorCheckUpTests {
  @Test func `findings come one after another, in order`() async throws {
    try await DoctorWorld.use { world in
      let good = DoctorCheck("first") { _ in .good("a") }
      let bad = DoctorCheck("second") { _ throws(Diagnosis) in throw .bad("b", hint: "c") }
      let needy = DoctorCheck("third", after: "second") { _ in .good("d") }
      let free = DoctorCheck("fourth", after: "first") { _ in .good("e") }
      var told: [String] = []
      let findings = await CheckUp(checks: [good, bad, needy, free], clock: ManualClock())
        .examine(world.examination) { told.append($0.check) }
      #expect(told == ["first", "second", "third", "fourth"])
      #expect(
        findings.map(\.diagnosis) == [
          .good("a"), .bad("b", hint: "c"), .skipped("`second` comes first"), .good("e"),
        ])
      #expect(findings.summary == "4 checks: 2 good, 1 bad, 1 skipped")
    }
  }

  @Test func `a check that never answers is left behind`() async throws {
    try await DoctorWorld.use { world in
      let gate = Gate()
      let server = try LoopbackServer { _ in .silence(until: gate) }
      world.environment["GITHUB_API_URL"] = server.url
      world.environment["GITHUB_REPOSITORY"] = "o/r"
      let findings = await CheckUp(checks: [.gitHub], clock: ManualClock(advancesItself: true))
        .examine(world.examination)
      #expect(
        findings.map(\.diagnosis) == [
          .bad(
            "there was no answer within 30 seconds",
            hint: "check the network, and HTTPS_PROXY where a proxy is needed")
        ])
      gate.open()
    }
  }

  @Test func `every check has a name of its own, and needs one that comes before it`() {
    let names = DoctorCheck.all.map(\.name)
    #expect(Set(names).count == names.count)
    for (index, check) in DoctorCheck.all.enumerated() {
      if let need = check.need { #expect(names[..<index].contains(need)) }
    }
  }

  @Test func `lines in a pipe have words, and no line of a service's begins one`() {
    let console = Console(environment: ["NO_COLOR": "1"])
    let all: [Diagnosis] = [
      .good("fine"), .warning("hm", hint: "look"), .bad("no\n::error::x", hint: "do\u{1B}[31m"),
      .skipped("nothing: at all"),
    ]
    let lines = all.flatMap { CheckUp.Finding(check: "clock", diagnosis: $0).lines(on: console) }
    #expect(
      lines == [
        "ok   clock         fine",
        "warn clock         hm", "     hint: look",
        #"FAIL clock         no\u{a}::error::x"#, #"     hint: do\u{1b}[31m"#,
        "skip clock         nothing: at all",
      ])
  }

  @Test func `JSON has the same four members for each`() {
    let finding = CheckUp.Finding(check: "clock", diagnosis: .good("fine"))
    #expect(
      finding.json == ["check": "clock", "status": "good", "detail": "fine", "hint": nil])
  }
}
