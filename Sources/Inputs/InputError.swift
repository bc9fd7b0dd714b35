package import PolicyLanguage

/// Why nothing can be read out of a file.
package struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, in one line.
  package let description: String
  /// Where, if it is something at a place.
  package let position: JSONPosition?
  /// What to do about it.
  package let hint: String?

  /// The text may be right, but is more than we read.
  init(_ limit: JSONSyntaxError) {
    description = limit.reason
    position = limit.position
    hint = nil
  }

  private init(_ description: String, hint: String) {
    self.description = description
    position = nil
    self.hint = hint
  }

  /// The text is YAML.
  static let yaml = InputError(
    "this is YAML, and only JSON is read",
    hint: "make JSON of it, such as with `cfn-flip --json` for a CloudFormation template")
}
