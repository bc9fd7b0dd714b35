/// Why a program gave no answer.
package enum ProgramFailure: Error, Sendable, Equatable {
  case notStarted(path: String, reason: String)
  case exit(Int32)
  case signal(Int32)
  case tooMuchOutput(Int)
  case tookTooLong(Duration)
  case interrupted

  /// What `waitpid` says, unless that is success.
  init?(waitStatus status: Int32) {
    guard status != 0 else { return nil }
    self = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}

extension ProgramFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notStarted(let path, let reason): "cannot start `\(path)`: \(reason)"
    case .exit(let code): "the program ended with exit code \(code)"
    case .signal(let number): "the program was ended by signal \(number)"
    case .tooMuchOutput(let bytes): "the program printed more than \(bytes) bytes"
    case .tookTooLong(let time): "the program took longer than \(time)"
    case .interrupted: "the program was interrupted"
    }
  }
}
