package import Model

/// How policies are validated, where the command line does not say.
package struct ValidateSection: Section, Equatable {
  /// Which engine says what is wrong.
  package enum Validator: String, Sendable, CaseIterable {
    case offline
    case accessAnalyzer = "access-analyzer"
  }

  /// The engine for `validate` and `sync`.
  package var validator: Validator?
  /// The mildest finding with which `validate` fails.
  package var failOn: Threshold?
  /// What `validate` does not report.
  package var ignore: [IgnoredFinding]?

  /// Nothing configured.
  package init() {}

  static let members: [Member<ValidateSection>] = [
    Member(
      "validator", \.validator, .choice(),
      about: "`offline`, or `access-analyzer`, which needs AWS credentials."),
    Member(
      "failOn", \.failOn, .choice(), about: "The mildest finding with which `validate` fails."),
    Member(
      "ignore", \.ignore, .list(of: .checked()),
      about: "What `validate` leaves out: a code, or `CODE:POLICY`."),
  ]
}

/// A code, or a code and a policy, that is not reported.
package struct IgnoredFinding: CheckedText {
  /// Capital letters and underscores, and behind a colon anything.
  package static let pattern = "^[A-Z_]+(:[\\s\\S]+)?$"

  package let text: String
  /// What the text says.
  package let ignore: Ignore

  /// Takes a text such as `REDUNDANT_ACTION` or `REDUNDANT_ACTION:ReadOnlyAccess`.
  package init(_ text: String) throws(InvalidText) {
    guard let ignore = Ignore(text) else {
      throw InvalidText(
        "`\(SafeText.line(text))` is no code of a finding",
        hint: "write it as `REDUNDANT_ACTION`, or `REDUNDANT_ACTION:POLICY`")
    }
    self.text = text
    self.ignore = ignore
  }
}
