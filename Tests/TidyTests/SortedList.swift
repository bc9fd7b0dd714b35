/// A list in the code whose comment promises an order.
///
/// The comment is `// Sorted.` or `// Sorted, one line for each file in Commands/.`; it stands
/// above the list or as the first line in it.
struct SortedList {
  struct Entry {
    let text: String
    let line: Int
  }

  /// The line of the comment.
  let line: Int
  /// The folder whose files it names, such as `Commands/`.
  let folder: String?
  /// One for each line up to the closing bracket.
  let entries: [Entry]

  static func all(in file: File) -> [SortedList] {
    file.comments.compactMap { SortedList($0, in: file) }
  }

  private init?(_ comment: Comment, in file: File) {
    let opening = "Sorted, one line for each file in "
    guard comment.text == "Sorted." || comment.text.hasPrefix(opening) else { return nil }
    line = comment.line
    folder =
      comment.text == "Sorted." ? nil : String(comment.text.dropFirst(opening.count).dropLast())
    let lines = file.lines.enumerated().dropFirst(comment.line).map {
      Entry(text: String($1.drop { $0 == " " }), line: $0 + 1)
    }
    let body = lines.first?.text.last == "[" ? lines.dropFirst() : lines[...]
    entries = body.prefix { !"])}".contains($0.text.first ?? "]") }
      .filter { !$0.text.hasPrefix("//") }
  }
}
