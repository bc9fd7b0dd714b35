extension SafeText {
  /// Gives `line(text)` for a place in Markdown: a paragraph, a list item, a table's cell.
  ///
  /// No scalar of it is markup, HTML or the start of a link. Names keep their underscores bare,
  /// because an underscore inside a word means nothing to Markdown. The result is for text, not for
  /// the value of an HTML attribute.
  package static func markdown(_ text: String) -> String {
    let line = line(text)
    // As most names of policies are.
    if line.unicodeScalars.allSatisfy(\.isASCIIAlphanumeric) { return line }
    let scalars = Array(line.unicodeScalars)
    var output = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case _ where isMarkup(index, of: scalars): output += "\\\(scalar)"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Whether the scalar needs a backslash before it.
  private static func isMarkup(_ index: Int, of scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<index]
    let after = scalars[(index + 1)...]
    switch scalars[index] {
    case "\\", "`", "*", "[", "]", "|", "~", "$": return true
    case "_":
      // Inside a word it stands for itself.
      let neighbours = [before.last, after.first]
      return !neighbours.allSatisfy { $0?.isASCIIAlphanumeric == true }
    case "#", "+", "-", "=": return before.isEmpty
    case ")": return isNumber(before)
    case ".":
      // A numbered list, or an address without a scheme.
      return isNumber(before) || before.suffix(3).count { $0 == "w" || $0 == "W" } == 3
    case ":": return after.starts(with: ["/", "/"])
    default: return false
    }
  }

  private static func isNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty && scalars.allSatisfy(\.isASCIIDigit)
  }
}
