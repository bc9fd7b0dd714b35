/// Whose file layout is written in addition to our own, for tools that read it today.
package enum Compatibility: String, Sendable, CaseIterable {
  /// The flat `DEPRECATED.json`, bare arrays of findings, and `policies-list.json`.
  case mamip
}
