/// Why service data cannot be read from where the user said.
package struct ServiceDataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, folder or address.
  package let place: String
  /// What is wrong: one line of lower-case text without a full stop.
  package let message: String
  /// What to do about it.
  package let hint: String?

  init(_ place: String, _ message: String, hint: String? = nil) {
    self.place = place
    self.message = message
    self.hint = hint
  }

  /// The place and what is wrong with it.
  package var description: String { "cannot use `\(place)`: \(message)" }
}
