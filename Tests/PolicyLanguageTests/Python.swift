import Support
import Testing

/// Python's `json` as an independent judge of what we read and write.
enum Python {
  /// Runs a script with one line of input for each value and gives a line of output for each.
  ///
  /// The lines hold bytes in base 16, so that they can be anything.
  static func run(_ script: String, on inputs: [[UInt8]]) throws -> [String] {
    let lines = inputs.map { $0.map(hexadecimal).joined() + "\n" }
    let result = try ExternalProgram("python3", "-c", script).run(input: Array(lines.joined().utf8))
    #expect(result.status == 0)
    let answers = result.text.split(separator: "\n")
    try #require(answers.count == inputs.count)
    return answers.map(String.init)
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// Answers with `-` for what it refuses, else with the text written indented and compact.
  ///
  /// Python is more lenient than RFC 8259: duplicates, `NaN` and lone surrogates must be refused by
  /// hand. Numbers keep their spelling behind a mark that no input holds.
  static let rewrite = #"""
    import json, re, sys
    def unique(pairs):
      if len(dict(pairs)) < len(pairs): raise ValueError("duplicate")
      return dict(pairs)
    def refuse(word): raise ValueError(word)
    def mark(number): return "\ue000" + number
    def write(value, **options):
      text = json.dumps(value, ensure_ascii=False, **options)
      return re.sub('"\ue000([^"]*)"', r"\1", text).encode().hex()
    for line in sys.stdin:
      try:
        value = json.loads(bytes.fromhex(line).decode(), object_pairs_hook=unique,
          parse_int=mark, parse_float=mark, parse_constant=refuse)
        print(write(value, indent=4), write(value, separators=(",", ":")))
      except (ValueError, RecursionError):
        print("-")
    """#
}
