/// A text that must never be printed: a key, a token, a password.
///
/// Every way of turning it into text gives `<redacted>`; only `reveal()` gives the value, so a
/// search for that word finds each place where a secret leaves the process.
package struct Secret: Sendable, Equatable {
  private let value: String

  /// Wraps a value read from the environment, a file or a service.
  package init(_ value: String) {
    self.value = value
  }

  /// The value itself, for the adapter that sends or signs with it.
  package func reveal() -> String { value }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
