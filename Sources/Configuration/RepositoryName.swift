import Model

/// A repository on GitHub: `owner/name`.
package struct RepositoryName: CheckedText {
  /// The owner has letters, digits, `-` and `_`, the name also dots, but is not made of dots.
  package static let pattern =
    #"^[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$"#

  /// `owner/name`, in the case that it was given.
  package let text: String

  /// Refuses what cannot be the name of a repository on GitHub.
  package init(_ text: String) throws(InvalidText) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isOwner(parts[0]), Self.isName(parts[1]) else {
      throw InvalidText(
        "`\(SafeText.line(text))` is not a repository", hint: "write `owner/name`, without a URL")
    }
    self.text = text
  }

  private static func isOwner(_ text: Substring) -> Bool {
    (1...39).contains(text.utf8.count) && text.first != "-" && text.first != "_"
      && text.utf8.allSatisfy { isAlphanumeric($0) || "-_".utf8.contains($0) }
  }

  private static func isName(_ text: Substring) -> Bool {
    (1...100).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte))
  }
}

extension RepositoryName {
  /// Whether a name that a service gives means this repository: GitHub ignores the case.
  package func matches(_ name: String) -> Bool {
    text.lowercased() == name.lowercased()
  }
}
