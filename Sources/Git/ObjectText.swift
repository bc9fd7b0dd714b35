/// The common form of commits and tags: header lines, an empty line, a message.
struct ObjectText {
  private let bytes: [UInt8]
  /// Where each header line begins and ends; the lines of a signature in the header count too.
  private let lines: [Range<Int>]
  private let messageStart: Int

  init(_ bytes: [UInt8]) {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count, bytes[start] != UInt8(ascii: "\n") {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      lines.append(start..<end)
      start = min(end + 1, bytes.count)
    }
    self.bytes = bytes
    self.lines = lines
    messageStart = min(start + 1, bytes.count)
  }

  /// Everything after the first empty line.
  var message: String { String(decoding: bytes[messageStart...], as: UTF8.self) }

  /// The value of the first header of that name.
  func value(of name: StaticString) -> ArraySlice<UInt8>? {
    values(of: name).first
  }

  /// The values of all headers of that name, in order.
  func values(of name: StaticString) -> [ArraySlice<UInt8>] {
    let prefix = Array("\(name) ".utf8)
    return lines.lazy.map { bytes[$0] }.filter { $0.starts(with: prefix) }
      .map { $0.dropFirst(prefix.count) }
  }

  /// The value of the first header of that name, where it is an id.
  func id(of name: StaticString) -> ObjectID? {
    value(of: name).flatMap { ObjectID(hex: $0) }
  }

  func damaged(_ kind: ObjectKind, _ id: ObjectID) -> GitError {
    GitError(
      operation: "read \(kind.rawValue) \(id)", message: "a header line is missing",
      hint: "check the repository with `git fsck`")
  }

  /// A message as git keeps it.
  static func withOneLineFeed(_ message: String) -> String {
    var text = Substring(message)
    while text.last == "\n" { text.removeLast() }
    return text + "\n"
  }
}
