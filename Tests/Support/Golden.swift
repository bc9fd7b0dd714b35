import Foundation

/// A text that is kept in a file and read by people: what the program says, word for word.
package enum Golden {
  /// The text of a file, which is replaced first where the tests run with `RECORD=1`; empty where
  /// there is no file yet.
  package static func text(
    at path: String, orNow text: @autoclosure () throws -> String
  ) throws -> String {
    let isThere = FileManager.default.fileExists(atPath: path)
    let golden = isThere ? try String(contentsOfFile: path, encoding: .utf8) : ""
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      let now = try text()
      if now != golden { try Data(now.utf8).write(to: URL(filePath: path)) }
    }
    return golden
  }
}
