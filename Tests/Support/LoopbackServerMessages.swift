extension LoopbackServer {
  /// One request as it came over the wire.
  package struct Request: Sendable {
    package let method: String
    /// Path and query exactly as sent.
    package let target: String
    /// In the order received, names in lower case.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// Request line and headers, byte for byte, with the empty line.
    package let head: [UInt8]
    /// The number of the connection it came over, from 1.
    package let connection: Int

    /// The target up to the `?`.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The target after the `?`, as sent.
    package var query: String { String(target.dropFirst(path.count).dropFirst()) }

    /// The first value of a header, whose name is given in lower case.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// An answer as the steps that the server takes.
  package struct Reply: Sendable {
    package enum Step: Sendable {
      case send([UInt8])
      case wait(Gate)
      case run(@Sendable () -> Void)
      case close
      /// Ends the connection with a reset instead of an orderly end.
      case reset
    }

    package var steps: [Step]

    /// Any steps; after the last one the connection stays open for the next request.
    package init(_ steps: [Step]) {
      self.steps = steps
    }

    /// A complete answer with the right `Content-Length`.
    package init(
      _ status: Int = 200, headers: [(String, String)] = [], _ body: String = ""
    ) {
      self.init(status, headers: headers, bytes: Array(body.utf8))
    }

    /// A complete answer with the right `Content-Length`.
    package init(_ status: Int, headers: [(String, String)] = [], bytes: [UInt8]) {
      let length = ("Content-Length", String(bytes.count))
      steps = [.send(Self.head(status, headers + [length]) + bytes)]
    }

    /// Status line and headers alone, with the empty line.
    package static func head(_ status: Int, _ headers: [(String, String)]) -> [UInt8] {
      let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
      return Array("HTTP/1.1 \(status) Status \(status)\r\n\(lines)\r\n".utf8)
    }

    /// An HTML page, as proxies and overloaded servers send in place of what was asked for.
    package static func html(_ status: Int, _ text: String) -> Reply {
      Reply(
        status, headers: [("Content-Type", "text/html")], "<html><body>\(text)</body></html>")
    }

    /// A body in chunks, each sent by itself.
    package static func chunked(
      _ pieces: [[UInt8]], status: Int = 200, headers: [(String, String)] = []
    ) -> Reply {
      let head = head(status, headers + [("Transfer-Encoding", "chunked")])
      let end = Step.send(Array("0\r\n\r\n".utf8))
      return Reply([.send(head)] + pieces.map { .send(chunk($0)) } + [end])
    }

    /// One chunk with its length before it.
    package static func chunk(_ bytes: [UInt8]) -> [UInt8] {
      Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    /// A body shorter than its `Content-Length`, and the end of the connection.
    package static func short(_ body: String, announced length: Int) -> Reply {
      Reply([
        .send(head(200, [("Content-Length", String(length))]) + Array(body.utf8)), .close,
      ])
    }

    /// No answer at all until the gate opens, and none then.
    package static func silence(until gate: Gate = Gate()) -> Reply {
      Reply([.wait(gate), .close])
    }

    /// The end of the connection in place of an answer.
    package static let close = Reply([.close])

    /// A reset in place of an answer.
    package static let reset = Reply([.reset])

    /// The same answer, begun when the gate opens.
    package func after(_ gate: Gate) -> Reply { Reply([.wait(gate)] + steps) }

    /// The same answer, and the end of the connection after it.
    package func closing() -> Reply { Reply(steps + [.close]) }
  }
}

extension LoopbackServer.Request {
  /// Takes requests off a connection.
  struct Reader {
    /// More than any test sends, in bytes.
    static let headMax = 256 << 10
    static let bodyMax = 1 << 30

    private let connection: Socket
    private let number: Int
    private var buffer: [UInt8] = []

    init(_ connection: Socket, number: Int) {
      self.connection = connection
      self.number = number
    }

    /// Gives nil at the end of the connection, and for what is no request.
    mutating func next() -> LoopbackServer.Request? {
      guard let head = readHead() else { return nil }
      let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
      let fields = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      let headers = lines.dropFirst().map { line in
        let name = line.prefix { $0 != ":" }
        let value = line.dropFirst(name.count + 1)
        return (name: name.lowercased(), value: String(value.drop { $0 == " " || $0 == "\t" }))
      }
      func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
      if header("expect")?.lowercased() == "100-continue",
        !connection.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      {
        return nil
      }
      let length = Int(header("content-length") ?? "0")
      guard header("transfer-encoding") == nil, let length, let body = readBody(length)
      else { return nil }
      return LoopbackServer.Request(
        method: String(fields[0]), target: String(fields[1]), headers: headers, body: body,
        head: head, connection: number)
    }

    private mutating func readHead() -> [UInt8]? {
      let end = Array("\r\n\r\n".utf8)
      var searched = 0
      while true {
        let found = buffer.indices.dropFirst(searched).first {
          buffer[$0...].starts(with: end)
        }
        if let found {
          defer { buffer.removeFirst(found + end.count) }
          return Array(buffer[..<(found + end.count)])
        }
        searched = max(0, buffer.count - end.count + 1)
        guard buffer.count < Self.headMax, let more = connection.receive() else { return nil }
        buffer += more
      }
    }

    private mutating func readBody(_ length: Int) -> [UInt8]? {
      guard (0...Self.bodyMax).contains(length) else { return nil }
      while buffer.count < length {
        guard let more = connection.receive() else { return nil }
        buffer += more
      }
      defer { buffer.removeFirst(length) }
      return Array(buffer[..<length])
    }
  }
}
