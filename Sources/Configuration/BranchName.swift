import Model

/// The name of a branch, such as `main`.
///
/// It is any name that `git check-ref-format --branch` accepts, but for `@`, which git reads as
/// `HEAD` elsewhere, and full names of references.
package struct BranchName: CheckedText {
  /// Git's rules, as far as a regular expression can say them in one line.
  package static let pattern =
    #"^(?![-/.])(?!refs/)(?!@$)(?!HEAD$)(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)|[/.]$))"#
    + #"[^\u0000-\u0020\u007f~^:?*\[\\]+$"#

  /// The name without `refs/heads/`.
  package let text: String

  /// Refuses what is not the name of a branch, and says which of git's rules it breaks.
  package init(_ text: String) throws(InvalidText) {
    if let fault = Self.fault(in: text) {
      let shown = SafeText.line(text)
      throw InvalidText("`\(shown)` is not a branch: \(fault)", hint: Self.hint(for: text))
    }
    self.text = text
  }

  /// The full name of the branch's reference.
  package var reference: String { "refs/heads/\(text)" }
}

extension BranchName {
  /// What is wrong with a name, in the words of git's manual.
  private static func fault(in text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if text.isEmpty { return "it is empty" }
    if text == "@" || text == "HEAD" { return "git means something else by it" }
    if text.hasPrefix("refs/") { return "it is the full name of a reference" }
    if text.hasPrefix("-") { return "it begins with `-`" }
    if text.hasSuffix(".") { return "it ends with a dot" }
    if parts.contains("") { return "a slash is not between two names" }
    if parts.contains(where: { $0.hasPrefix(".") }) { return "a part of it begins with a dot" }
    if parts.contains(where: { $0.hasSuffix(".lock") }) { return "a part of it ends with `.lock`" }
    if contains("..", text) { return "it has two dots in a row" }
    if contains("@{", text) { return "it has `@{`" }
    let isForbidden = { (byte: UInt8) in
      byte <= 0x20 || byte == 0x7F || "~^:?*[\\".utf8.contains(byte)
    }
    return text.utf8.contains(where: isForbidden)
      ? "it has a space, a control character or one of `~ ^ : ? * [ \\`" : nil
  }

  private static func contains(_ pair: String, _ text: String) -> Bool {
    zip(text.utf8, text.utf8.dropFirst()).contains { [$0, $1] == Array(pair.utf8) }
  }

  private static func hint(for text: String) -> String? {
    let prefix = "refs/heads/"
    guard text.hasPrefix(prefix), text.count > prefix.count else { return nil }
    return "write `\(SafeText.line(String(text.dropFirst(prefix.count))))`"
  }
}
