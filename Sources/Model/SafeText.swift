/// The one way by which text from policies, services and other archives enters what we write:
/// commits, Markdown, logs.
///
/// Whatever could do something where it is shown is spelled out as `\u{…}` with the scalar's
/// number, which is plain to see and means nothing to git, GitHub, terminals and log viewers.
/// Nothing is dropped, and ordinary text, the names of policies and IAM's actions and ARNs stay as
/// they are.
package enum SafeText {
  /// How much of a text is shown, in Unicode scalars; of a longer one the rest is counted.
  package static let lengthMax = 4_096

  /// Gives one line of plain text.
  ///
  /// - It holds no control character, line break, space but U+0020, nor anything that is invisible
  ///   or changes the direction of writing.
  /// - It does not begin with a space, `---` or `::`, and nowhere holds `##[`: the runner of GitHub
  ///   Actions looks for these behind leading spaces, and for the last in the middle of a line too.
  /// - It mentions nobody: no `@` before a letter or digit unless inside a word, as in an address.
  /// - It refers to no issue: no `#3`, `GH-3`, `issues/3`, `pull/3`; so it can close none.
  /// - It asks no CI to skip anything: no `[skip ci]` and the like.
  /// - It is no trailer: it does not begin with `Key: value`. An action (`s3:GetObject`), an ARN,
  ///   an address and a time stay as they are, although git takes a line of any of them for a
  ///   trailer: so a message's trailers must be a paragraph of their own, and a list of actions
  ///   needs a sign before each.
  package static func line(_ text: String) -> String {
    if isHarmless(text) { return text }
    let scalars = Array(text.unicodeScalars.prefix(lengthMax))
    let colon = trailerColon(in: scalars[...])
    var line = ""
    for index in scalars.indices {
      let mustEscape =
        isInvisible(scalars[index]) || index == colon
        || SafeTextContext(scalars: scalars, index: index).isActive
      if mustEscape {
        line += "\\u{\(String(scalars[index].value, radix: 16))}"
      } else {
        line.unicodeScalars.append(scalars[index])
      }
    }
    let rest = text.unicodeScalars.dropFirst(lengthMax).count
    return rest == 0 ? line : "\(line)… (\(rest) more characters)"
  }

  /// Gives the data of a GitHub Actions workflow command, which may have several lines:
  /// `::error::<data>`.
  package static func workflowCommand(_ text: String) -> String {
    escaped(text, percent: ["%", "\r", "\n"])
  }

  /// Gives the value of a property of a workflow command: `::error file=<property>::`.
  package static func workflowProperty(_ text: String) -> String {
    escaped(text, percent: ["%", "\r", "\n", ":", ","])
  }

  private static func escaped(_ text: String, percent: Set<Unicode.Scalar>) -> String {
    text.unicodeScalars.reduce(into: "") { output, scalar in
      let number = String(scalar.value, radix: 16, uppercase: true)
      if percent.contains(scalar) {
        output += "%\(number.count < 2 ? "0" : "")\(number)"
      } else if isInvisible(scalar) {
        output += "\\u{\(number.lowercased())}"
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
  }

  /// The colon that would make the line a trailer, if there is one.
  ///
  /// Git needs no space after it. A text that has none is left alone where its key could not be one
  /// that anybody reads: a service's prefix, `arn`, `https`, the digits of a time.
  private static func trailerColon(in line: ArraySlice<Unicode.Scalar>) -> Int? {
    let key = line.prefix { $0.isASCIIAlphanumeric || $0 == "-" }
    let separator = line[key.endIndex...].drop { $0 == " " }
    guard let first = key.first, separator.first == ":" else { return nil }
    let value = separator.dropFirst()
    let isTight = separator.startIndex == key.endIndex && value.first.map { $0 != " " } ?? false
    guard isTight else { return separator.startIndex }
    let isLowerCase = !key.contains(where: \.isASCIIUpperCase)
    let isPlain = first.isASCIIDigit || isLowerCase && (isAction(value) || !key.contains("-"))
    return isPlain ? nil : separator.startIndex
  }

  /// Whether it can stand behind a service's prefix that has a hyphen; `skip-checks:true` cannot.
  private static func isAction(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    (text.first == "*" || text.first?.isASCIIUpperCase == true)
      && text.allSatisfy { $0.isASCIIAlphanumeric || $0 == "*" || $0 == "?" }
  }
}

extension Unicode.Scalar {
  /// Whether it is an ASCII letter or digit.
  var isASCIIAlphanumeric: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  /// Whether it is one of `A` to `Z`.
  var isASCIIUpperCase: Bool { ("A"..."Z").contains(self) }

  /// Whether it is an ASCII digit.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
