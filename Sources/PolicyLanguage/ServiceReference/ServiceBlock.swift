/// The lines of one service in the text of a reference.
struct ServiceBlock: Sendable {
  private static let shownMax = 80

  let text: [UInt8]
  let range: Range<Int>

  /// Reads all lines, leaving out those that are broken.
  func record(of service: Service) -> ServiceRecord {
    var parser = ServiceBlockParser(service)
    for line in lines { _ = parser.add(line) }
    return parser.record
  }

  /// Reads all lines but those of actions.
  func front(of service: Service) -> ServiceBlockParser {
    var parser = ServiceBlockParser(service)
    for line in lines {
      let sign = line.prefix { $0 != ServiceReferenceForm.tab }
      if isOfOtherKind(sign) { _ = parser.add(line) }
    }
    return parser
  }

  /// Reads all lines and refuses the first that is broken.
  func checkedRecord(of service: Service) throws(ServiceReferenceError) -> ServiceRecord {
    guard range.isEmpty || text[range.upperBound - 1] == ServiceReferenceForm.lineFeed else {
      throw ServiceReferenceError(.broken("service `\(service.prefix)` is cut off"))
    }
    var parser = ServiceBlockParser(service)
    for line in lines where !parser.add(line) {
      let shown = LineFields.shown(line.prefix(Self.shownMax))
      throw ServiceReferenceError(.broken("`\(shown)` in service `\(service.prefix)`"))
    }
    return parser.record
  }

  /// The actions in the order of their lines.
  func actionLines(of service: Service) -> [ActionNames.Line] {
    lines.compactMap { line in
      guard let length = line.span.firstOffset(where: { $0 == ServiceReferenceForm.tab })
      else { return nil }
      let end = line.startIndex + length
      guard !isOfOtherKind(line[..<end]) else { return nil }
      return ActionNames.Line(
        name: line[..<end], range: line.indices, lastSeen: lastSeen(line) ?? service.lastSeen)
    }
  }

  /// Reads the actions of some lines, which name what the front lists.
  func actions(at lines: [Range<Int>], behind front: ServiceBlockParser) -> [Action] {
    var parser = front
    for line in lines { _ = parser.add(text[line]) }
    return parser.record.actions
  }

  private func isOfOtherKind(_ sign: ArraySlice<UInt8>) -> Bool {
    sign.count == 1
      && (sign.first == ServiceReferenceForm.conditionKey
        || sign.first == ServiceReferenceForm.resourceType)
  }

  private func lastSeen(_ line: ArraySlice<UInt8>) -> String? {
    guard let tab = line.lastIndex(of: ServiceReferenceForm.tab),
      line[(tab + 1)...].first == ServiceReferenceForm.gone
    else { return nil }
    return String(decoding: line[(tab + 2)...], as: UTF8.self)
  }

  private var lines: Pieces {
    // The last line feed ends a line and begins none.
    Pieces(text[range].dropLast(), separator: ServiceReferenceForm.lineFeed)
  }
}

/// Puts a service together from its lines.
struct ServiceBlockParser: Sendable {
  private typealias Form = ServiceReferenceForm

  private(set) var record: ServiceRecord
  private var keyNames: [String] = []
  private var typeNames: [String] = []
  private var lastAction: ArraySlice<UInt8> = []

  init(_ service: Service) {
    record = ServiceRecord(
      prefix: service.prefix, name: service.name, lastSeen: service.lastSeen)
  }

  /// Takes what a line says; false where it is broken.
  mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
    guard let fields = LineFields(line) else { return false }
    return switch fields.sign {
    case Form.conditionKey: addConditionKey(fields)
    case Form.resourceType: addResourceType(fields)
    default: addAction(fields)
    }
  }

  /// What a service had went with it, if not before.
  private func lastSeen(_ fields: LineFields) -> String? { fields.lastSeen ?? record.lastSeen }

  private mutating func addConditionKey(_ fields: LineFields) -> Bool {
    let name = fields.text(1)
    keyNames.append(name)
    record.conditionKeys.append(
      ConditionKey(name: name, type: fields.text(2), lastSeen: lastSeen(fields)))
    return !name.isEmpty
  }

  private mutating func addResourceType(_ fields: LineFields) -> Bool {
    let name = fields.text(1)
    typeNames.append(name)
    guard let keys = fields.names(3, in: keyNames) else { return false }
    let formats = fields.parts(2, separator: UInt8(ascii: " ")).map(Form.expanded)
    record.resourceTypes.append(
      ResourceType(
        name: name, arnFormats: formats, conditionKeys: keys, lastSeen: lastSeen(fields)))
    return !name.isEmpty
  }

  /// Actions are looked for by halving, so their order is part of the form.
  private mutating func addAction(_ fields: LineFields) -> Bool {
    let name = fields[0]
    guard lastAction.lexicographicallyPrecedes(name, by: { $0.lowercased < $1.lowercased }),
      fields[1].count == 1,
      let level = fields[1].first.flatMap({ Form.levels[$0] }),
      let types = fields.names(2, in: typeNames), let keys = fields.names(3, in: keyNames)
    else { return false }
    lastAction = name
    let dependent = fields.parts(4, separator: Form.comma)
    record.actions.append(
      Action(
        name: fields.text(0), accessLevel: level, resourceTypes: types, conditionKeys: keys,
        dependentActions: dependent.map { String(decoding: $0, as: UTF8.self) },
        lastSeen: lastSeen(fields)))
    return true
  }
}
