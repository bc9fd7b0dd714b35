/// What validation says of one thing in a policy, as Access Analyzer's `ValidatePolicy` says it.
///
/// AWS describes the members under `ValidatePolicyFinding` in the service's API reference.
package struct Finding: Sendable, Equatable {
  /// How much it matters.
  package var type: FindingType
  /// Which check found it.
  package var code: IssueCode
  /// The sentence for people.
  package var details: String
  /// Where the check is explained.
  package var learnMoreLink: String
  /// The places in the document, the most telling first; never empty in what the service sends.
  package var locations: [Location]

  /// Puts a finding together.
  package init(
    type: FindingType, code: IssueCode, details: String, learnMoreLink: String,
    locations: [Location]
  ) {
    self.type = type
    self.code = code
    self.details = details
    self.learnMoreLink = learnMoreLink
    self.locations = locations
  }
}

/// How much a finding matters, the worst first.
package enum FindingType: String, Sendable, CaseIterable {
  case error = "ERROR"
  case securityWarning = "SECURITY_WARNING"
  case warning = "WARNING"
  case suggestion = "SUGGESTION"
}

extension FindingType: Comparable {
  /// Whether `left` matters less than `right`.
  package static func < (left: FindingType, right: FindingType) -> Bool {
    left.weight < right.weight
  }

  private var weight: Int {
    switch self {
    case .suggestion: 0
    case .warning: 1
    case .securityWarning: 2
    case .error: 3
    }
  }
}

/// The name of a check, such as `REDUNDANT_ACTION`.
package struct IssueCode: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name as the service spells it.
  package let description: String

  /// Takes the name that the service sent.
  package init(_ name: String) {
    description = name
  }

  /// Names a check.
  package init(stringLiteral name: String) {
    description = name
  }
}

/// A place in a document.
package struct Location: Sendable, Equatable {
  /// The way from the document's root to the value or name.
  package var path: [PathElement]
  /// The bytes of the text that was validated.
  package var span: Span

  /// Puts a place together.
  package init(path: [PathElement], span: Span) {
    self.path = path
    self.span = span
  }
}

/// One step of the way to a value.
package enum PathElement: Sendable, Equatable {
  /// An element of an array.
  case index(Int)
  /// The name of a member, rather than its value; always the last step.
  case key(String)
  /// A part of a string: where it begins and its length.
  case substring(start: Int, length: Int)
  /// The value of the member with this name.
  case value(String)
}

/// A stretch of a text; the end is behind it.
package struct Span: Sendable, Equatable {
  /// A point of a text.
  ///
  /// The service counts lines from 1, columns and offsets from 0.
  package struct Position: Sendable, Equatable {
    package var line: Int
    package var column: Int
    package var offset: Int

    /// Names a point.
    package init(line: Int, column: Int, offset: Int) {
      self.line = line
      self.column = column
      self.offset = offset
    }
  }

  package var start: Position
  package var end: Position

  /// Takes two points.
  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  /// A stretch of a text of one line, which is what the service validates.
  package init(_ offsets: Range<Int>) {
    start = Position(line: 1, column: offsets.lowerBound, offset: offsets.lowerBound)
    end = Position(line: 1, column: offsets.upperBound, offset: offsets.upperBound)
  }
}
