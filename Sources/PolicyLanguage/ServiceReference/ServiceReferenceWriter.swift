/// Writes a service reference as the text that `ServiceReference` reads.
package enum ServiceReferenceWriter {
  private typealias Form = ServiceReferenceForm

  /// The whole text; `date` is the day of the data, and the services may be in any order.
  package static func text(date: String, services: [ServiceRecord]) -> [UInt8] {
    var output = Array("\(Form.title) \(Form.version)\t\(date)\n".utf8)
    for service in services.sorted(by: { $0.prefix < $1.prefix }) {
      let block = block(of: service)
      output += line(["=", service.prefix, "\(block.count)", service.name], service.lastSeen)
      output += block
    }
    return output
  }

  private static func block(of service: ServiceRecord) -> [UInt8] {
    let keys = Numbers(service.conditionKeys.map(\.name))
    let types = Numbers(service.resourceTypes.map(\.name))
    let own = { (lastSeen: String?) in lastSeen == service.lastSeen ? nil : lastSeen }
    var output: [UInt8] = []
    for key in service.conditionKeys {
      output += line(["?", key.name, key.type], own(key.lastSeen))
    }
    for type in service.resourceTypes {
      let formats = type.arnFormats.map(Form.abbreviated).joined(separator: " ")
      output += line(["/", type.name, formats, keys.list(type.conditionKeys)], own(type.lastSeen))
    }
    for action in service.actions.sorted(by: { $0.name.lowercased() < $1.name.lowercased() }) {
      let fields = [
        action.name, Form.letter(of: action.accessLevel), types.list(action.resourceTypes),
        keys.list(action.conditionKeys), action.dependentActions.joined(separator: ","),
      ]
      output += line(fields, own(action.lastSeen))
    }
    return output
  }

  private static func line(_ fields: [String], _ lastSeen: String?) -> [UInt8] {
    var fields = fields
    while fields.last == "" { fields.removeLast() }
    if let lastSeen { fields.append("-\(lastSeen)") }
    // What comes from elsewhere must not end a field or a line.
    let clean = fields.map { field in field.utf8.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 } }
    return Array(clean.joined(separator: [Form.tab])) + [Form.lineFeed]
  }
}

/// The numbers of names in a list.
private struct Numbers {
  private let numbers: [String: Int]

  init(_ names: [String]) {
    numbers = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of some names, sorted, and the names that have none.
  func list(_ names: [String]) -> String {
    let known = Set(names.compactMap { numbers[$0] }).sorted().map(String.init)
    let unknown = Set(names.filter { numbers[$0] == nil }).sorted()
    return (known + unknown).joined(separator: ",")
  }
}
