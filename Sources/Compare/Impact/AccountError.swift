package import PolicyLanguage

/// Why a text does not describe an account, and where.
package struct AccountError: Error, Sendable, CustomStringConvertible {
  /// What is wrong: one line of lower-case text without a full stop.
  package let reason: String
  package let position: JSONPosition

  init(_ reason: String, at node: JSONNode, in document: JSONDocument) {
    self.reason = reason
    position = document.position(at: node.span.lowerBound)
  }

  init(_ error: JSONSyntaxError) {
    reason = error.reason
    position = error.position
  }

  /// The reason and the place, in one line.
  package var description: String {
    "\(reason): line \(position.line), column \(position.column)"
  }
}
