/// One pkt-line of git's protocols: four hexadecimal digits of length, then so many bytes.
enum Packet: Equatable, Sendable {
  case data(ArraySlice<UInt8>)
  /// `0000`, the end of a message.
  case flush
  /// `0001`, between the parts of a message.
  case delimiter
  /// `0002`, the end of a whole answer.
  case responseEnd

  /// The longest pkt-line there is, its four digits included, in bytes.
  static let bytesMax = 65_520
  static let prefixBytes = 4
}

/// Cuts a stream of bytes, which may arrive in any pieces, into pkt-lines.
struct PacketReader: Sendable {
  private var buffer: [UInt8] = []
  private var position = 0

  /// Takes the next piece of the stream.
  mutating func append(_ bytes: some Collection<UInt8>) {
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
    } else if position > Packet.bytesMax {
      buffer.removeFirst(position)
      position = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next pkt-line, or nil where more of the stream is needed.
  mutating func next() throws(ProtocolError) -> Packet? {
    let rest = buffer[position...]
    guard rest.count >= Packet.prefixBytes else { return nil }
    guard let length = Self.length(rest.prefix(Packet.prefixBytes)) else {
      throw ProtocolError("no pkt-line where one must begin")
    }
    switch length {
    case 0, 1, 2:
      position += Packet.prefixBytes
      return length == 0 ? .flush : length == 1 ? .delimiter : .responseEnd
    case Packet.prefixBytes...Packet.bytesMax:
      guard rest.count >= length else { return nil }
      position += length
      return .data(rest.prefix(length).dropFirst(Packet.prefixBytes))
    default:
      throw ProtocolError("a pkt-line of impossible length")
    }
  }

  /// Whether nothing is left over, as must be so where a stream ends.
  var isEmpty: Bool { position == buffer.count }

  /// How much is held: never more than what was appended last and one pkt-line or two.
  var bufferedBytes: Int { buffer.count }

  /// All pkt-lines of a whole message.
  static func packets(in message: [UInt8]) throws(ProtocolError) -> [Packet] {
    var reader = PacketReader()
    reader.append(message)
    var packets: [Packet] = []
    while let packet = try reader.next() {
      packets.append(packet)
    }
    guard reader.isEmpty else { throw ProtocolError("the answer ends inside a pkt-line") }
    return packets
  }

  private static func length(_ digits: ArraySlice<UInt8>) -> Int? {
    var length = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      length = length << 4 | value
    }
    return length
  }
}

/// Builds a message of pkt-lines.
struct PacketWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  /// Adds one line of text, which must fit into a pkt-line.
  mutating func line(_ text: String) {
    let length = text.utf8.count + Packet.prefixBytes
    precondition(length <= Packet.bytesMax, "a pkt-line holds at most 65,516 bytes")
    let digits = String(length, radix: 16)
    bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
    bytes.append(contentsOf: digits.utf8)
    bytes.append(contentsOf: text.utf8)
  }

  /// Ends the message.
  mutating func flush() {
    bytes.append(contentsOf: "0000".utf8)
  }

  /// Begins the next part of the message.
  mutating func delimiter() {
    bytes.append(contentsOf: "0001".utf8)
  }
}

/// What a server said is not what git's protocol allows.
struct ProtocolError: Error, Equatable {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension ArraySlice<UInt8> {
  /// The text of a pkt-line, without the line feed that may end it; bad UTF-8 is repaired.
  var lineText: String {
    String(decoding: last == UInt8(ascii: "\n") ? dropLast() : self, as: UTF8.self)
  }
}
