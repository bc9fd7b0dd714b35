import Testing

@testable import Git

@Suite struct RemotePacketLineTests {
  @Test func `a stream cut into single bytes gives the same lines`() throws {
    var writer = PacketWriter()
    writer.line("want something\n")
    writer.delimiter()
    writer.line("")
    writer.flush()

    var reader = PacketReader()
    var packets: [Packet] = []
    for byte in writer.bytes {
      reader.append([byte])
      while let packet = try reader.next() { packets.append(packet) }
    }
    #expect(reader.isEmpty)
    #expect(
      packets.map(Content.init) == [
        .data("want something\n"), .delimiter, .data(""), .flush,
      ])
  }

  @Test func `the longest line is read`() throws {
    let text = String(repeating: "x", count: Packet.bytesMax - Packet.prefixBytes)
    var writer = PacketWriter()
    writer.line(text)
    #expect(writer.bytes.prefix(4).elementsEqual("fff0".utf8))
    #expect(try PacketReader.packets(in: writer.bytes).map(Content.init) == [.data(text)])
  }

  @Test(arguments: ["0003", "fff1", "ffff", "00g0", "<!DO", "-001", "+00a123456"])
  func `what is no length is refused`(text: String) {
    #expect(throws: ProtocolError.self) { try PacketReader.packets(in: Array(text.utf8)) }
  }

  @Test(arguments: ["0", "000", "0005", "000aabc"])
  func `a message that ends inside a line is refused`(text: String) {
    #expect(throws: ProtocolError("the answer ends inside a pkt-line")) {
      try PacketReader.packets(in: Array(text.utf8))
    }
  }

  @Test func `a long stream does not pile up in the reader`() throws {
    var line = PacketWriter()
    line.line(String(repeating: "x", count: 60_000))
    var reader = PacketReader()
    for _ in 0..<50 {
      reader.append(line.bytes)
      while try reader.next() != nil {}
      #expect(reader.bufferedBytes <= 2 * Packet.bytesMax)
    }
  }

  @Test func `words of a server are cut, and cannot rewrite a terminal`() {
    var messages = RemoteMessages()
    messages.append(Array("Resolving:  50%\rResolving: 100%\r\n\u{1B}[2Jgone\u{7}\n\n".utf8))
    #expect(messages.lines == ["Resolving: 100%", "[2Jgone"])
    messages.append([UInt8](repeating: UInt8(ascii: "y"), count: 1 << 20))
    #expect(messages.lines.map(\.count).max() == RemoteMessages.lineCharactersMax)
  }
}

/// A pkt-line that can be compared and read in a failure.
private enum Content: Equatable {
  case data(String), flush, delimiter, responseEnd

  init(_ packet: Packet) {
    switch packet {
    case .data(let bytes): self = .data(String(decoding: bytes, as: UTF8.self))
    case .flush: self = .flush
    case .delimiter: self = .delimiter
    case .responseEnd: self = .responseEnd
    }
  }
}
