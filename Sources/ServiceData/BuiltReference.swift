package import PolicyLanguage

/// A service reference that was just made, with its text.
package struct BuiltReference: Sendable {
  package let text: [UInt8]
  package let reference: ServiceReference

  /// Writes what is known as text, and reads all of it again: the names in it come from elsewhere,
  /// and nothing that cannot be read may replace what could.
  package init(_ snapshot: ServiceSnapshot) throws(ServiceDataError) {
    text = snapshot.text
    reference = try ServiceReferenceFile.parse(text, at: "what was built")
  }
}
