import Model

/// Pieces of GitHub's Markdown made of text that comes from policies.
enum Markdown {
  /// A link; plain text where there is no address.
  static func link(_ text: String, _ url: String?) -> String {
    let text = SafeText.markdown(text)
    return url.map { "[\(text)](\($0))" } ?? text
  }

  /// A piece of code; what holds a backtick, as no action does, stays plain text.
  static func code(_ text: String) -> String {
    text.contains("`") ? SafeText.markdown(text) : "`\(SafeText.line(text))`"
  }

  /// Lines with the colours of a change, behind a fence that none of them can close.
  static func diff(_ lines: [String]) -> String {
    let ticks = lines.map { $0.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, ticks + 1))
    return "\(fence)diff\n\(lines.joined(separator: "\n"))\n\(fence)\n"
  }
}
