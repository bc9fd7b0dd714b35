import Testing

@testable import PolicyLanguage

@Suite struct OneLineTests {
  private static let dumps = #"""
    import json, sys
    for line in sys.stdin:
      print(json.dumps(json.loads(bytes.fromhex(line).decode())).encode().hex())
    """#

  @Test func `a document on one line is what json.dumps writes`() throws {
    // Python would spell these numbers in its own way.
    let samples = Samples.all.map { $0.replacing("0, -0, 1.50, 1E+2, -12.5e-10", with: "0") }
    let answers = try Python.run(Self.dumps, on: samples.map { Array($0.utf8) })
    for (sample, answer) in zip(samples, answers) {
      #expect(try JSONDocument(sample).onOneLine.text.map(Python.hexadecimal).joined() == answer)
    }
  }

  @Test(arguments: Samples.all)
  func `nodes of the line are those that reading it gives`(_ sample: String) throws {
    let line = try JSONDocument(sample).onOneLine
    let again = try JSONDocument(parsing: line.text)
    #expect(line.root.tape.entries.map(\.span) == again.root.tape.entries.map(\.span))
    #expect(line.root.tape.entries.map(\.next) == again.root.tape.entries.map(\.next))
    #expect(line.root.isSameValue(as: again.root))
  }
}
