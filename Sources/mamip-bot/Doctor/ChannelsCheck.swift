import Configuration
import Publish

extension DoctorCheck {
  /// Each channel has its secrets, and they have the form that they should have; nothing is sent.
  static let channels = DoctorCheck("channels", after: "configuration") {
    examination throws(Diagnosis) in
    let configuration = try examination.configuration.get()
    guard configuration.channels?.isEmpty == false else {
      throw .skipped("no channels are configured")
    }
    var missing: [String] = []
    let channels = try await Diagnosis.during {
      try await examination.live.channels(configuration) { channel, variables in
        missing.append("`\(channel)` needs \(variables.joined(separator: " or "))")
      }
    }
    let names = channels.map { "`\($0.name)`" }.joined(separator: ", ")
    guard missing.isEmpty else {
      throw .warning(
        "\(missing.count) of \(channels.count) channels are off: "
          + missing.joined(separator: ", "),
        hint: "set the variables where `sync` runs, or take the channels out of "
          + Configuration.path)
    }
    guard configuration.publish == true else {
      throw .warning(
        "ready to send: \(names), but `publish` is not set",
        hint: "set `publish` in \(Configuration.path), or give `--publish`")
    }
    return .good("ready to send: \(names)")
  }
}
