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
      return try ServiceReference.date(of: text)
    } catch {
      return "unknown"
    }
  }

  /// Its text, as `ServiceReference` reads it.
  package static var text: [UInt8] {
    unsafe Array(
      UnsafeBufferPointer(start: service_reference(), count: service_reference_size))
  }
}
