import CServiceReference
package import PolicyLanguage

/// The service reference that the program brings along.
package enum BundledReference {
  /// Reads the lines of its services.
  package static func load() throws(ServiceReferenceError) -> ServiceReference {
    try ServiceReference(parsing: text)
  }

  /// The day of its data, without reading more than its first line.
  package static var date: String {
    do throws(ServiceReferenceError) {
      return try ServiceReference.date(of: bytes(most: firstLineMax))
    } catch {
      return "unknown"
    }
  }

  private static let firstLineMax = 64

  /// Its text, as `ServiceReference` reads it.
  package static var text: [UInt8] { bytes(most: .max) }

  private static func bytes(most: Int) -> [UInt8] {
    unsafe Array(
      UnsafeBufferPointer(
        start: service_reference(), count: min(service_reference_size, most)))
  }
}
