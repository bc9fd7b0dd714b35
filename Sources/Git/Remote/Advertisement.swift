/// What a server says it can do, as the names and values it lists.
struct Capabilities: Equatable, Sendable {
  private let values: [String: String]

  /// Reads `atomic ofs-delta agent=git/2.39.5`: names, some of them with a value.
  init(_ words: some Sequence<Substring>) {
    var values: [String: String] = [:]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    self.values = values
  }

  /// Whether the name is listed, with or without a value.
  func contains(_ name: String) -> Bool { values[name] != nil }

  /// The value of a name, empty where it has none, nil where it is not listed.
  subscript(name: String) -> String? { values[name] }

  /// Refuses a server whose object ids are not SHA-1, the only kind that we read and write.
  func requireSHA1() throws(ProtocolError) {
    let format = values["object-format"] ?? "sha1"
    guard format == "sha1" else {
      throw ProtocolError("the repository's object format is `\(SafeText.oneLine(format))`")
    }
  }
}

/// The first answer of `git-receive-pack`: where its references stand, and what it can do.
struct Advertisement: Equatable, Sendable {
  /// The most references of a remote that we take.
  static let referencesMax = 1_000_000

  private(set) var references: [String: ObjectID] = [:]
  /// Objects that the remote has without a reference of its own (`.have`).
  private(set) var otherTips: Set<ObjectID> = []
  private(set) var capabilities = Capabilities([])

  /// Reads the body of `info/refs?service=git-receive-pack`, protocol version 0 or 1.
  init(receivePack body: [UInt8]) throws(ProtocolError) {
    var packets = try PacketReader.packets(in: body)[...]
    guard case .data(let service)? = packets.popFirst(),
      service.lineText == "# service=git-receive-pack", packets.popFirst() == .flush
    else { throw ProtocolError("the answer is not git's") }
    guard packets.count <= Self.referencesMax else { throw ProtocolError("too many references") }
    guard packets.popLast() == .flush else {
      throw ProtocolError("the list of references ends early")
    }
    if packets.first == .data(Array("version 1\n".utf8)[...]) { packets.removeFirst() }
    for (index, packet) in packets.enumerated() {
      guard case .data(let line) = packet else {
        throw ProtocolError("a break inside the list of references")
      }
      try read(line, isFirst: index == 0)
    }
    try capabilities.requireSHA1()
  }

  private mutating func read(_ line: ArraySlice<UInt8>, isFirst: Bool) throws(ProtocolError) {
    let halves = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    if isFirst, halves.count == 2 {
      capabilities = Capabilities(halves[1].lineText.split(separator: " "))
    }
    let text = halves[0].lineText
    if text.hasPrefix("shallow ") { return }
    try ProtocolError.check(text)
    let fields = text.split(separator: " ", maxSplits: 1)
    guard fields.count == 2, let id = ObjectID(hex: String(fields[0])) else {
      throw ProtocolError("`\(SafeText.oneLine(text))` is no reference")
    }
    switch fields[1] {
    case "capabilities^{}": break
    case ".have": otherTips.insert(id)
    default: references[String(fields[1])] = id
    }
  }
}

extension ProtocolError {
  /// Throws where the line is a server's way of saying that it will not go on.
  static func check(_ line: String) throws(ProtocolError) {
    if line.hasPrefix("ERR ") {
      throw ProtocolError("the server says `\(SafeText.oneLine(String(line.dropFirst(4))))`")
    }
  }
}
