extension JSONDocument {
  /// The same values as Python 3's `json.dumps(value)` writes them: one line, a space behind each
  /// comma and colon, all but ASCII escaped.
  ///
  /// It is the text that validation counts in. Nodes stay in the same order, so that what is found
  /// in one of the two documents has the same path in the other.
  package var onOneLine: JSONDocument {
    var writer = LineWriter(source: root.tape)
    writer.bytes.reserveCapacity(root.span.count)
    writer.append(root.index)
    let tape = JSONTape(text: writer.bytes, entries: writer.entries)
    return JSONDocument(rootedAt: JSONNode(tape: tape, index: 0))
  }
}

extension JSONDocument {
  /// Whether `onOneLine` writes every string as it stands here, as it does for nearly all: then
  /// the two differ in nothing but the space between.
  package var isPlain: Bool {
    let text = root.text
    return text.span.isPlain()
  }

  /// The value or name that stands where another document of the same values has one.
  package func node(of node: JSONNode, in other: JSONDocument) -> JSONNode {
    JSONNode(tape: root.tape, index: root.index + node.index - other.root.index)
  }
}

/// Text and tape in the making, from a tape whose entries are named by their indexes.
private struct LineWriter {
  let source: JSONTape
  var bytes: [UInt8] = []
  var entries: [JSONTape.Entry] = []

  init(source: JSONTape) {
    self.source = source
  }

  mutating func append(_ index: Int) {
    let value = source.entries[index]
    switch value.kind {
    case .object: appendObject(index)
    case .array: appendArray(index)
    case .string: appendString(value)
    case .number, .bool, .null:
      let start = bytes.count
      bytes += source.text[value.span]
      end(entry(value.kind, from: start))
    }
  }

  private mutating func appendObject(_ object: Int) {
    let index = begin(.object, UInt8(ascii: "{"))
    let end = Int(source.entries[object].next)
    var name = object + 1
    while name < end {
      separate(in: index)
      appendString(source.entries[name])
      bytes.append(UInt8(ascii: ":"))
      bytes.append(UInt8(ascii: " "))
      append(name + 1)
      name = Int(source.entries[name + 1].next)
    }
    self.end(index, UInt8(ascii: "}"))
  }

  private mutating func appendArray(_ array: Int) {
    let index = begin(.array, UInt8(ascii: "["))
    let end = Int(source.entries[array].next)
    var element = array + 1
    while element < end {
      separate(in: index)
      append(element)
      element = Int(source.entries[element].next)
    }
    self.end(index, UInt8(ascii: "]"))
  }

  private mutating func begin(_ kind: JSONNode.Kind, _ bracket: UInt8) -> Int {
    entries.append(entry(kind, from: bytes.count))
    bytes.append(bracket)
    return entries.count - 1
  }

  private mutating func separate(in index: Int) {
    if entries[index].count > 0 {
      bytes.append(UInt8(ascii: ","))
      bytes.append(UInt8(ascii: " "))
    }
    entries[index].count += 1
  }

  private mutating func end(_ index: Int, _ bracket: UInt8) {
    bytes.append(bracket)
    entries[index].end = UInt32(truncatingIfNeeded: bytes.count)
    entries[index].next = UInt32(truncatingIfNeeded: entries.count)
  }

  private mutating func end(_ entry: JSONTape.Entry) {
    var entry = entry
    entry.end = UInt32(truncatingIfNeeded: bytes.count)
    entry.next = UInt32(truncatingIfNeeded: entries.count + 1)
    entries.append(entry)
  }

  private func entry(
    _ kind: JSONNode.Kind, from start: Int, hasEscapes: Bool = false
  ) -> JSONTape.Entry {
    JSONTape.Entry(kind, start: start, end: start, next: entries.count, hasEscapes: hasEscapes)
  }

  /// Copies a string that stands for itself, as nearly all do; any other is escaped again.
  private mutating func appendString(_ string: JSONTape.Entry) {
    let start = bytes.count
    let isPlain = !string.hasEscapes && !source.text[string.span].contains { $0 >= 0x7F }
    if isPlain {
      bytes += source.text[string.span]
    } else {
      bytes.append(UInt8(ascii: "\""))
      for unit in JSONString(string, in: source.text).text.utf16 { appendEscaped(unit) }
      bytes.append(UInt8(ascii: "\""))
    }
    end(entry(.string, from: start, hasEscapes: !isPlain))
  }

  private mutating func appendEscaped(_ unit: UInt16) {
    switch unit {
    case 0x22: bytes += #"\""#.utf8
    case 0x5C: bytes += #"\\"#.utf8
    case 0x08: bytes += #"\b"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case 0x0A: bytes += #"\n"#.utf8
    case 0x0C: bytes += #"\f"#.utf8
    case 0x0D: bytes += #"\r"#.utf8
    case 0x20..<0x7F: bytes.append(UInt8(truncatingIfNeeded: unit))
    default:
      let digits = String(unit, radix: 16)
      bytes += #"\u"#.utf8
      bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
      bytes += digits.utf8
    }
  }
}
