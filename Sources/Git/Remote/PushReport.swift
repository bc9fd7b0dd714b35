/// What a server reports about a push.
struct PushReport: Equatable, Sendable {
  /// Why the pack was not taken; nil where it was.
  private(set) var unpackError: String?
  /// The references that were moved.
  private(set) var accepted: Set<String> = []
  /// The references that were not, with the server's words.
  private(set) var refused: [String: String] = [:]

  /// Reads the report, that is `unpack ok` and a line for each reference.
  init(_ lines: [Packet]) throws(ProtocolError) {
    var lines = lines[...]
    guard case .data(let first)? = lines.popFirst() else {
      throw ProtocolError("the server does not say what became of the push")
    }
    try ProtocolError.check(first.lineText)
    guard first.lineText.hasPrefix("unpack ") else {
      throw ProtocolError("`\(SafeText.oneLine(first.lineText))` is no report of a push")
    }
    let verdict = SafeText.oneLine(String(first.lineText.dropFirst("unpack ".count)))
    unpackError = verdict == "ok" ? nil : verdict
    while case .data(let line)? = lines.popFirst() {
      try read(line.lineText)
    }
  }

  private mutating func read(_ line: String) throws(ProtocolError) {
    let fields = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    switch (fields.first, fields.count) {
    case ("ok", 2): accepted.insert(String(fields[1]))
    case ("ng", 2): refused[String(fields[1])] = "no reason given"
    case ("ng", 3): refused[String(fields[1])] = SafeText.oneLine(String(fields[2]))
    default: throw ProtocolError("`\(SafeText.oneLine(line))` is no report of a push")
    }
  }

  /// Reads a whole answer, out of the side band where one was agreed, and collects its messages.
  static func read(
    _ body: [UInt8], sideBand: Bool, messages: inout RemoteMessages
  ) throws(ProtocolError) -> PushReport {
    guard sideBand else { return try PushReport(PacketReader.packets(in: body)) }
    var report: [UInt8] = []
    for packet in try PacketReader.packets(in: body) {
      guard case .data(let data) = packet else { break }
      switch SideBand(data) {
      case .data(let piece)?: report += piece
      case .progress(let text)?: messages.append(text)
      case .failure(let text)?: throw ProtocolError("the server says `\(text)`")
      case nil: throw ProtocolError("a line outside the side band")
      }
    }
    return try PushReport(PacketReader.packets(in: report))
  }
}
