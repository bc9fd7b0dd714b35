/// What AWS's services have: their actions, resource types and condition keys at a date.
///
/// Made from the text that `ServiceReferenceWriter` writes. Making one reads a line for each
/// service; the rest of a service is read when it is first asked for, and kept.
package struct ServiceReference: Sendable {
  /// How long the text may be, in bytes; the whole of AWS takes less than one million.
  package static let bytesMax = 16 << 20

  /// What such a text begins with.
  package static let opening = ServiceReferenceForm.title + " "

  /// The day of the data, as `2026-10-27`.
  package let date: String
  /// The services' prefixes, such as `s3`, sorted by bytes.
  package let prefixes: [String]
  private let services: [String: Service]

  /// Reads the services' lines; what is broken inside a service shows in `check` alone.
  package init(parsing text: [UInt8]) throws(ServiceReferenceError) {
    guard text.count <= Self.bytesMax else { throw ServiceReferenceError(.tooLarge) }
    var reader = ServiceReferenceReader(text)
    date = try reader.readTitle()
    var prefixes: [String] = []
    var services: [String: Service] = [:]
    while let service = try reader.readService() {
      if let last = prefixes.last, last >= service.prefix {
        throw ServiceReferenceError(.broken("service `\(service.prefix)` is not in order"))
      }
      prefixes.append(service.prefix)
      services[service.prefix] = service
    }
    self.prefixes = prefixes
    self.services = services
  }

  /// The day of the data in a text, of which the first line alone is read.
  package static func date(of text: [UInt8]) throws(ServiceReferenceError) -> String {
    var reader = ServiceReferenceReader(text)
    return try reader.readTitle()
  }

  /// A service by its prefix in lower case; costs one look into a dictionary.
  package func service(_ prefix: String) -> Service? { services[prefix] }

  /// All services, in the order of their prefixes.
  package var allServices: [Service] { prefixes.compactMap { services[$0] } }

  /// Reads every line, for a text that is not our own.
  package func check() throws(ServiceReferenceError) {
    for service in allServices { try service.check() }
  }
}
