/// Tells YAML, in which templates are often written, from JSON with a fault.
enum YAMLText {
  private static let extensions = [".yaml", ".yml"]

  /// Whether a text that is not JSON is YAML, by the name of its file or by how it begins.
  static func isYAML(_ text: [UInt8], named name: String = "") -> Bool {
    isName(name) || begins(text)
  }

  /// Whether a file is YAML by its name.
  static func isName(_ name: String) -> Bool {
    extensions.contains(where: name.lowercased().hasSuffix)
  }

  /// A line that says something is a directive, the mark of a document, or a name and a colon;
  /// what should have been JSON begins with a bracket.
  private static func begins(_ text: [UInt8]) -> Bool {
    let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    guard let line = lines.first(where: isTelling) else { return false }
    if line.starts(with: "---".utf8) || line.starts(with: "%YAML".utf8) { return true }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    let rest = line.dropFirst(name.count + 1)
    return name.count < line.count && !name.isEmpty && name.allSatisfy(isOfName)
      && (rest.isEmpty || rest.first == UInt8(ascii: " "))
  }

  private static func isTelling(_ line: ArraySlice<UInt8>) -> Bool {
    let start = line.first { $0 != UInt8(ascii: " ") }
    return start != nil && start != UInt8(ascii: "#")
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
