package import PolicyLanguage

extension Finding {
  /// The finding as the service and the archive write it, members in that order.
  package var json: JSON {
    [
      "findingDetails": .string(details),
      "findingType": .string(type.rawValue),
      "issueCode": .string(code.description),
      "learnMoreLink": .string(learnMoreLink),
      "locations": .array(locations.map(\.json)),
    ]
  }

  /// Reads what `json` writes, members in any order.
  ///
  /// - Returns: nil where a member is missing, has another form, or is a type unknown today.
  package init?(_ node: JSONNode) {
    guard let details = node["findingDetails"]?.string,
      let type = node["findingType"]?.string.flatMap(FindingType.init(rawValue:)),
      let code = node["issueCode"]?.string,
      let link = node["learnMoreLink"]?.string,
      let places = node["locations"], places.kind == .array
    else { return nil }
    var locations: [Location] = []
    for place in places.elements {
      guard let location = Location(place) else { return nil }
      locations.append(location)
    }
    self.init(
      type: type, code: IssueCode(code), details: details, learnMoreLink: link,
      locations: locations)
  }
}

extension Location {
  var json: JSON {
    ["path": .array(path.map(\.json)), "span": ["start": span.start.json, "end": span.end.json]]
  }

  init?(_ node: JSONNode) {
    guard let way = node["path"], way.kind == .array, let span = node["span"],
      let start = span["start"].flatMap(Span.Position.init),
      let end = span["end"].flatMap(Span.Position.init)
    else { return nil }
    var path: [PathElement] = []
    for step in way.elements {
      guard let element = PathElement(step) else { return nil }
      path.append(element)
    }
    self.init(path: path, span: Span(start: start, end: end))
  }
}

extension PathElement {
  var json: JSON {
    switch self {
    case .index(let index): ["index": .number(String(index))]
    case .key(let name): ["key": .string(name)]
    case .substring(let start, let length):
      ["substring": ["start": .number(String(start)), "length": .number(String(length))]]
    case .value(let name): ["value": .string(name)]
    }
  }

  init?(_ node: JSONNode) {
    if let index = node["index"]?.integer {
      self = .index(index)
    } else if let name = node["key"]?.string {
      self = .key(name)
    } else if let name = node["value"]?.string {
      self = .value(name)
    } else if let part = node["substring"], let start = part["start"]?.integer,
      let length = part["length"]?.integer
    {
      self = .substring(start: start, length: length)
    } else {
      return nil
    }
  }
}

extension Span.Position {
  var json: JSON {
    [
      "line": .number(String(line)), "column": .number(String(column)),
      "offset": .number(String(offset)),
    ]
  }

  init?(_ node: JSONNode) {
    guard let line = node["line"]?.integer, let column = node["column"]?.integer,
      let offset = node["offset"]?.integer
    else { return nil }
    self.init(line: line, column: column, offset: offset)
  }
}

extension JSONNode {
  fileprivate var integer: Int? { numberText.flatMap { Int($0) } }
}
