/// What a server says to a person, made safe to print and bounded.
///
/// Hooks and hosting services send free text beside the protocol. Control characters, which can
/// rewrite a terminal or forge a log line, are left out, and so is all text beyond the bound.
struct RemoteMessages: Sendable {
  static let bytesMax = 8 << 10
  static let lineCharactersMax = 400

  private var bytes: [UInt8] = []

  /// Takes the next piece of the text; lines may be cut anywhere.
  mutating func append(_ piece: some Collection<UInt8>) {
    bytes.append(contentsOf: piece.prefix(Self.bytesMax - bytes.count))
  }

  /// The lines that say something; a progress line that was overwritten counts with its last state.
  var lines: [String] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.split(separator: "\n").compactMap {
      guard let shown = $0.split(separator: "\r").last else { return nil }
      let line = SafeText.oneLine(String(shown))
      return line.isEmpty ? nil : line
    }
  }
}

/// Text of others inside our own messages.
enum SafeText {
  /// The text without control and format characters, without space around it, and cut to a length.
  static func oneLine(_ text: String, max: Int = RemoteMessages.lineCharactersMax) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: kept.append(" ")
      default: kept.append(scalar)
      }
    }
    let words = String(kept).split(separator: " ")
    return String(words.joined(separator: " ").prefix(max))
  }
}
