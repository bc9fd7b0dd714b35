/// Rows of which all columns but the last are as wide as their widest text.
struct Table {
  private static let gap = "  "
  /// With less room for it, the last column stands on lines of its own.
  private static let lastColumnMin = 40

  var rows: [[String]] = []

  /// The rows as lines; a last column that does not fit goes on below, at a space, and nothing is
  /// cut.
  func lines(columns: Int) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.filter { $0.count > column }.map { $0[column].count }.max() ?? 0
    }
    let indent = widths.dropLast().reduce(0) { $0 + $1 + Self.gap.count }
    return rows.flatMap { row -> [String] in
      let start = zip(row, widths).dropLast().map { text, width in
        text + String(repeating: " ", count: width - text.count) + Self.gap
      }.joined()
      guard row.count == count, let last = row.last else { return [start] }
      guard columns - indent >= Self.lastColumnMin || indent + last.count <= columns else {
        return [start]
          + Self.wrapped(last, to: columns - 2 * Self.gap.count).map {
            Self.gap + Self.gap + $0
          }
      }
      let parts = Self.wrapped(last, to: columns - indent)
      return [start + (parts.first ?? "")]
        + parts.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    }.map { $0.trimmingEnd() }
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
