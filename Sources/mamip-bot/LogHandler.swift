import Logging
import Model
import PolicyLanguage

/// Messages on standard error: for people, for machines, and in Actions as annotations.
struct Log: LogHandler {
  enum Form {
    case text
    case json
    /// Warnings and errors as workflow commands, which Actions shows at the top of a run.
    case actions
  }

  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  let form: Form
  let console: Console
  let bar: ProgressBar
  let clock: @Sendable () -> Timestamp

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    bar.clear()
    console.note(line(event.level, "\(event.message)"))
  }

  private func line(_ level: Logger.Level, _ message: String) -> String {
    switch form {
    case .text:
      return level < .warning ? message : "\(level.rawValue): \(message)"
    case .json:
      let object: JSON = [
        "time": .string(clock().rfc3339), "level": .string(level.rawValue),
        "message": .string(message),
      ]
      return String(decoding: JSONWriter.compact(object), as: UTF8.self)
    case .actions:
      switch level {
      case .warning: return "::warning::" + SafeText.workflowCommand(message)
      case .error, .critical: return "::error::" + SafeText.workflowCommand(message)
      default: return SafeText.line(message)
      }
    }
  }
}
