/// A scalar among its neighbours, where it may be the one that makes a text do something.
struct SafeTextContext {
  let scalars: [Unicode.Scalar]
  let index: Int

  /// What CI services take for a wish to be skipped, in lower case, behind a `[`.
  private static let skipRequests = [
    "skip ci]", "ci skip]", "no ci]", "skip actions]", "actions skip]",
  ]

  /// Whether the text does nothing any more once this scalar is spelled out.
  var isActive: Bool {
    switch scalars[index] {
    case " ": index == 0
    case "-": startsLine(with: "---") || isReference(after: "gh") && !isInsideWord(before: "gh")
    case ":": startsLine(with: "::")
    case "@": next?.isASCIIAlphanumeric == true && previous?.isASCIIAlphanumeric != true
    case "#": next == "[" || next?.isASCIIDigit == true
    case "/": isReference(after: "issues") || isReference(after: "pull")
    case "[": Self.skipRequests.contains { follows($0) }
    default: false
    }
  }

  private var previous: Unicode.Scalar? { index > 0 ? scalars[index - 1] : nil }
  private var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

  private func startsLine(with mark: String) -> Bool {
    index == 0 && scalars.starts(with: mark.unicodeScalars)
  }

  /// Whether the scalar stands between the word and a digit.
  private func isReference(after word: String) -> Bool {
    next?.isASCIIDigit == true && precedes(word)
  }

  private func precedes(_ word: String) -> Bool {
    let before = scalars[..<index].suffix(word.unicodeScalars.count)
    return lowercased(before) == word
  }

  /// Whether the word before the scalar is only the end of a longer one.
  private func isInsideWord(before word: String) -> Bool {
    scalars[..<index].dropLast(word.unicodeScalars.count).last?.isASCIIAlphanumeric == true
  }

  private func follows(_ words: String) -> Bool {
    lowercased(scalars[(index + 1)...].prefix(words.unicodeScalars.count)) == words
  }

  private func lowercased(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    scalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
  }
}
