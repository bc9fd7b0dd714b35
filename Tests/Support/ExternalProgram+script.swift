import Foundation

extension ExternalProgram {
  /// Writes a script that can be run, its folders included.
  ///
  /// Another program writes it, for what is open for writing cannot be run, and a program that
  /// another test starts at this moment shares every file of ours until it has begun.
  package static func writeScript(_ text: String, to path: String) throws {
    let install = ExternalProgram("install", "-D", "-m", "755", "/dev/stdin", path)
    let output = try install.run(input: Array(text.utf8))
    guard output.status == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSDebugDescriptionErrorKey: output.error])
    }
  }
}
