import Model

/// `CHANGELOG.md` of the archive: newest first, a section per release.
enum ChangeLog {
  /// How many releases the file keeps; the tags keep all.
  static let releasesMax = 100

  private static let heading = "# Changes\n"
  private static let sectionStart = "\n## "

  /// Puts a release in front of the file's text, whatever else stands there.
  static func adding(release: ReleaseName, lines: [String], to text: String) -> String {
    let (preamble, sections) = split(text)
    let section = "\n## \(release)\n\n" + lines.map { bullet($0) + "\n" }.joined()
    let kept = ([section] + sections).prefix(releasesMax)
    return preamble + kept.joined()
  }

  private static func bullet(_ line: String) -> String {
    line.hasPrefix("- ") ? line : "- \(line)"
  }

  private static func split(_ text: String) -> (preamble: String, sections: [String]) {
    guard !text.isEmpty else { return (heading, []) }
    var starts = text.ranges(of: sectionStart).map(\.lowerBound)
    starts.append(text.endIndex)
    let sections = zip(starts, starts.dropFirst()).map { String(text[$0..<$1]) }
    return (String(text[..<(starts.first ?? text.endIndex)]), sections)
  }
}
