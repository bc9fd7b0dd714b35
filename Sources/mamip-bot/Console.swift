import Glibc
import Model

/// Standard output for results, standard error for everything else.
struct Console: Sendable {
  enum Stream: Int32 {
    case output = 1
    case error = 2
  }

  /// Colours and bars go to terminals only, and never where `NO_COLOR` is set.
  let hasColor: Bool
  let isErrorTerminal: Bool
  /// The width of the terminal in columns, or of a page where there is none.
  let columns: Int

  private static let pageColumns = 100

  init(environment: [String: String]) {
    let isOutputTerminal = isatty(Stream.output.rawValue) == 1
    isErrorTerminal = isatty(Stream.error.rawValue) == 1 && environment["TERM"] != "dumb"
    hasColor = isOutputTerminal && environment["NO_COLOR", default: ""].isEmpty
    columns = Self.width() ?? Self.pageColumns
  }

  private static func width() -> Int? {
    var size = winsize()
    let answer = unsafe ioctl(Stream.error.rawValue, UInt(TIOCGWINSZ), &size)
    return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Writes a line of the result.
  func output(_ line: String) { write([UInt8]((line + "\n").utf8), to: .output) }

  func output(_ bytes: [UInt8]) { write(bytes, to: .output) }

  /// Writes a line for the person who waits.
  func note(_ line: String) { write([UInt8]((line + "\n").utf8), to: .error) }

  func write(_ bytes: [UInt8], to stream: Stream) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(stream.rawValue, buffer.baseAddress, buffer.count)
      }
      if written < 0 && errno == EINTR { continue }
      // Whoever read our output has gone; there is nobody left to tell.
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  func colored(_ text: String, _ color: Color) -> String {
    hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A line of what changed, by its sign.
  func colored(change line: String) -> String {
    switch line.first {
    case "+": colored(line, .green)
    case "-": colored(line, .red)
    case "~": colored(line, .yellow)
    default: line
    }
  }

  enum Color: Int {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
  }
}
