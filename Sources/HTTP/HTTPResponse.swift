/// What a server answered.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// In the order received, names in lower case.
  package var headers: [(name: String, value: String)]
  /// Decompressed; empty for the head of a stream.
  package var body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header, whose name is given in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
