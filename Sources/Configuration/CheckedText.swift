/// A text with a meaning, which a checking initialiser alone can make.
package protocol CheckedText: Sendable, Hashable, CustomStringConvertible {
  /// The regular expression (ECMA-262) that every such text matches, for the JSON Schema.
  static var pattern: String { get }

  /// The text as it was given.
  var text: String { get }

  /// Checks a text from the configuration or the command line.
  init(_ text: String) throws(InvalidText)
}

extension CheckedText {
  package var description: String { text }
}

/// Why a text does not have the meaning that it should have.
package struct InvalidText: Error, Equatable, CustomStringConvertible {
  /// What is wrong: lower-case, one line, no full stop.
  package let message: String
  /// What to do instead.
  package let hint: String?

  /// Says what is wrong, and what to do instead.
  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  package var description: String { message }
}
