/// A parsed `~/.aws/config` or `~/.aws/credentials`, read as AWS's command line reads it.
///
/// A line that begins with `#` or `;` is a comment, but not the rest of a line; a setting's name
/// is not case-sensitive; a line indented deeper than the setting above belongs to its value; of
/// two sections or settings of one name the later counts.
struct SharedFile: Sendable, Equatable {
  /// A section's settings by their lower-case names.
  typealias Section = [String: Setting]

  /// What stands behind the `=`.
  enum Setting: Sendable, Equatable {
    case text(String)
    /// An empty value followed by indented `name = value` lines.
    case nested([String: String])
  }

  /// By what stands between the brackets, white space folded and quotes removed.
  private(set) var sections: [String: Section] = [:]

  static let empty = SharedFile()

  private init() {}

  /// Parses a file's text; `path` is for messages only.
  init(_ text: [UInt8], path: String) throws(AWSError) {
    var reader = Reader(path: path)
    for line in String(decoding: text, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      try reader.take(line)
    }
    try reader.finishSetting()
    sections = reader.sections
  }
}

/// Takes a file line by line; a setting is finished by what follows it.
private struct Reader {
  let path: String
  var sections: [String: SharedFile.Section] = [:]
  private var section: String?
  private var pending: (name: String, indent: Int, lines: [Substring])?
  private var line = 0

  init(path: String) {
    self.path = path
  }

  mutating func take(_ text: Substring) throws(AWSError) {
    line += 1
    let content = line == 1 && text.first == "\u{FEFF}" ? text.dropFirst() : text
    let trimmed = content.trimmed
    if trimmed.first == "#" || trimmed.first == ";" { return }
    if trimmed.isEmpty {
      pending?.lines.append("")
      return
    }
    let indent = content.prefix { $0.isWhitespace }.count
    if let setting = pending, indent > setting.indent {
      pending?.lines.append(trimmed)
      return
    }
    try finishSetting()
    if trimmed.first == "[" {
      try begin(trimmed)
    } else {
      try setting(trimmed, indent: indent)
    }
  }

  private mutating func begin(_ header: Substring) throws(AWSError) {
    guard let end = header.lastIndex(of: "]") else { throw failure("a `]` is missing") }
    let inside = header[header.index(after: header.startIndex)..<end]
    guard let words = CommandWords.split(inside), !words.isEmpty else {
      throw failure("a section has no name, or a quote is not closed")
    }
    let name = words.joined(separator: " ")
    section = name
    sections[name] = sections[name] ?? [:]
  }

  private mutating func setting(_ text: Substring, indent: Int) throws(AWSError) {
    guard section != nil else { throw failure("a setting stands before the first section") }
    guard let mark = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      throw failure("a `=` is missing")
    }
    let name = text[..<mark].trimmed.lowercased()
    guard !name.isEmpty else { throw failure("a setting has no name") }
    pending = (name, indent, [text[text.index(after: mark)...].trimmed])
  }

  mutating func finishSetting() throws(AWSError) {
    guard let setting = pending, let section else { return }
    pending = nil
    let value = try value(setting.lines)
    sections[section]?[setting.name] = value
  }

  private func value(_ lines: [Substring]) throws(AWSError) -> SharedFile.Setting {
    let end = lines.lastIndex { !$0.isEmpty } ?? 0
    let value = lines[...end]
    guard end > 0, lines[0].isEmpty else { return .text(value.joined(separator: "\n")) }
    var nested: [String: String] = [:]
    for text in value where !text.isEmpty {
      guard let mark = text.firstIndex(of: "=") else {
        throw failure("a `=` is missing in the nested settings above")
      }
      nested[String(text[..<mark].trimmed)] = String(text[text.index(after: mark)...].trimmed)
    }
    return .nested(nested)
  }

  private func failure(_ reason: String) -> AWSError {
    AWSError(misconfigured: "cannot read `\(Excerpt(path))`: line \(line): \(reason)")
  }
}

extension Substring {
  /// Without white space at both ends.
  var trimmed: Substring {
    let head = drop { $0.isWhitespace }
    return head[..<(head.lastIndex { !$0.isWhitespace }.map(head.index(after:)) ?? head.startIndex)]
  }
}
