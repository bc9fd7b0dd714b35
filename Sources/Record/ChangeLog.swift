import Model

/// `CHANGELOG.md` of the archive: newest first, a section per release.
enum ChangeLog {
  /// How many releases the file keeps; the tags keep all.
  static let releasesMax = 100

  private static let heading = "# Changes\n"
  private static let sectionStart = Array("\n## ".utf8)

  /// Puts a release in front of the file's text, whatever else stands there.
  static func adding(release: ReleaseName, lines: [String], to text: String) -> String {
    let text = Array((text.isEmpty ? heading : text).utf8)
    let starts = text.indices.filter {
      text[$0] == sectionStart[0] && text[$0...].starts(with: sectionStart)
    }
    let first = starts.first ?? text.endIndex
    let end = starts.dropFirst(releasesMax - 1).first ?? text.endIndex
    let section = "\n## \(release)\n\n" + lines.map { bullet($0) + "\n" }.joined()
    return String(decoding: text[..<first], as: UTF8.self) + section
      + String(decoding: text[first..<end], as: UTF8.self)
  }

  private static func bullet(_ line: String) -> String {
    line.hasPrefix("- ") ? line : "- \(line)"
  }
}
