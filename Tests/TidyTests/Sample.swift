/// A small tree whose broken lines are marked.
///
/// A line that a rule must report ends with `←`. The mark is taken off before the rule sees the
/// line, and the rule must report exactly the marked lines: none missing, none too many.
struct Sample: Sendable {
  let tree: Tree
  /// The marked places, as `path:line`.
  let marked: Set<String>

  init(_ files: [String: String]) {
    var marked: Set<String> = []
    var plain: [File] = []
    for (path, text) in files {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.hasSuffix("←") {
        marked.insert("\(path):\(index + 1)")
      }
      let unmarked = lines.map { $0.hasSuffix("←") ? Self.withoutMark($0) : String($0) }
      plain.append(File(path: path, text: unmarked.joined(separator: "\n")))
    }
    tree = Tree(files: plain.sorted { $0.path < $1.path })
    self.marked = marked
  }

  private static func withoutMark(_ line: Substring) -> String {
    var text = line.dropLast()
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
