/// Reads the answer to a fetch as it arrives, and hands out the pack.
struct FetchAnswer: Sendable {
  /// The most lines outside the pack that we take.
  static let linesMax = 100_000

  private enum Section: Equatable {
    case heading, skipped, shallow, pack, end
  }

  private var reader = PacketReader()
  private var section = Section.heading
  private var lineCount = 0
  private(set) var messages = RemoteMessages()
  /// The commits whose parents the server does not send, because it lacks them itself.
  private(set) var shallow: [ObjectID] = []

  /// Takes the next piece of the answer; gives the pieces of the pack in it, in order.
  mutating func read(_ bytes: some Collection<UInt8>) throws(ProtocolError) -> [ArraySlice<UInt8>] {
    reader.append(bytes)
    var pieces: [ArraySlice<UInt8>] = []
    while let packet = try reader.next() {
      if let piece = try read(packet) { pieces.append(piece) }
    }
    return pieces
  }

  /// Throws where the answer has ended too early.
  func finish() throws(ProtocolError) {
    guard section == .end, reader.isEmpty else { throw ProtocolError("the pack ends early") }
  }

  private mutating func read(_ packet: Packet) throws(ProtocolError) -> ArraySlice<UInt8>? {
    switch (section, packet) {
    case (.end, .responseEnd): break
    case (.heading, .data(let line)): section = try heading(line.lineText)
    case (.skipped, .data), (.shallow, .data): try readLine(packet)
    case (.skipped, .delimiter), (.shallow, .delimiter): section = .heading
    case (.pack, .flush): section = .end
    case (.pack, .data(let line)): return try packPiece(line)
    default: throw ProtocolError("the answer to the fetch is out of order")
    }
    return nil
  }

  private func heading(_ line: String) throws(ProtocolError) -> Section {
    try ProtocolError.check(line)
    switch line {
    case "packfile": return .pack
    case "shallow-info": return .shallow
    case "acknowledgments", "wanted-refs": return .skipped
    default: throw ProtocolError("`\(SafeText.oneLine(line))` is no answer to a fetch")
    }
  }

  private mutating func readLine(_ packet: Packet) throws(ProtocolError) {
    guard case .data(let data) = packet else { return }
    lineCount += 1
    guard lineCount <= Self.linesMax else { throw ProtocolError("too many lines before the pack") }
    let line = data.lineText
    try ProtocolError.check(line)
    if section == .shallow, line.hasPrefix("shallow "),
      let id = ObjectID(hex: String(line.dropFirst("shallow ".count)))
    {
      shallow.append(id)
    }
  }

  private mutating func packPiece(_ line: ArraySlice<UInt8>) throws(ProtocolError)
    -> ArraySlice<UInt8>?
  {
    switch SideBand(line) {
    case .data(let piece)?: return piece
    case .progress(let text)?: messages.append(text)
    case .failure(let text)?: throw ProtocolError("the server says `\(text)`")
    case nil: throw ProtocolError("a line outside the side band")
    }
    return nil
  }
}
