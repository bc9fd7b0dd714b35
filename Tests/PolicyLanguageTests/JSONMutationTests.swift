import PolicyLanguage
import Testing

/// Documents damaged at random and all short texts, with Python as the judge of each.
@Suite struct JSONMutationTests {
  private static let seed: UInt64 = 20_261_120
  private static let caseCount = 20_000

  @Test func `damaged documents are accepted and refused as Python does`() throws {
    var generator = SeededGenerator(seed: Self.seed)
    let texts = (0..<Self.caseCount).map { _ in mutant(using: &generator) }
    let answers = try Python.run(Python.rewrite, on: texts)
    for (text, answer) in zip(texts, answers) {
      let ours = rewrite(text)
      #expect(
        ours == answer || ours == "surrogate",
        "seed \(Self.seed): \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
    let refused = answers.count { $0 == "-" }
    #expect(refused > Self.caseCount / 10 && refused < Self.caseCount * 9 / 10)
  }

  @Test func `every text of up to four telling bytes is judged as Python does`() throws {
    var texts: [[UInt8]] = [[]]
    var longest = texts
    for _ in 0..<4 {
      longest = longest.flatMap { text in #"{}[]:,"0-.e\#u{20}\"#.utf8.map { text + [$0] } }
      texts += longest
    }
    let answers = try Python.run(Python.rewrite, on: texts)
    let wrong = zip(texts, answers).filter { rewrite($0) != $1 }
    #expect(wrong.map { String(decoding: $0.0, as: UTF8.self) } == [])
  }

  /// Our answer in the form of `Python.rewrite`; Python accepts half a surrogate pair.
  private func rewrite(_ text: [UInt8]) -> String {
    do {
      let root = try JSONDocument(parsing: text).root
      return [JSONWriter.canonical(root), JSONWriter.compact(root)]
        .map { $0.map(Python.hexadecimal).joined() }.joined(separator: " ")
    } catch let error {
      return error.kind == .loneSurrogate ? "surrogate" : "-"
    }
  }

  private func mutant(using generator: inout SeededGenerator) -> [UInt8] {
    let sample = Int.random(in: 0..<Samples.all.count, using: &generator)
    var text = Array(Samples.all[sample].utf8)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let place = Int.random(in: 0..<text.count, using: &generator)
      mutate(&text, at: place, using: &generator)
    }
    return text
  }

  private func mutate(
    _ text: inout [UInt8], at place: Int, using generator: inout SeededGenerator
  ) {
    let telling = Array(#"{}[],:"\/0123456789-+.eEutfn AaDd"#.utf8) + [0, 0x0A, 0x7F, 0xC3, 0xFF]
    let other = Int.random(in: place...min(text.count - 1, place + 40), using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: text[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: text[place] = telling.randomElement(using: &generator) ?? 0
    case 2: text.insert(telling.randomElement(using: &generator) ?? 0, at: place)
    case 3 where text.count > 2: text.remove(at: place)
    case 4: text.swapAt(place, other)
    case 5: text.insert(contentsOf: text[place...other], at: place)
    default: text.insert(0x20, at: place)
    }
  }
}
