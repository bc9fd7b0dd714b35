/// What the shared config and credentials files say, merged by profile.
struct SharedProfiles: Sendable {
  /// One profile's settings; the credentials file's count before the config file's.
  struct Profile: Sendable {
    let name: String
    fileprivate let settings: SharedFile.Section

    /// A setting's text; an empty one counts as absent.
    subscript(_ setting: String) -> String? {
      guard case .text(let text)? = settings[setting], !text.isEmpty else { return nil }
      return text
    }
  }

  private let config: SharedFile
  private let credentials: SharedFile
  /// Where they were looked for, for messages.
  let paths: [String]

  init(configPath: String?, credentialsPath: String?) throws(AWSError) {
    config = try Self.load(configPath)
    credentials = try Self.load(credentialsPath)
    paths = [configPath, credentialsPath].compactMap(\.self)
  }

  private static func load(_ path: String?) throws(AWSError) -> SharedFile {
    guard let path, let text = try SmallFile.read(path) else { return .empty }
    return try SharedFile(text, path: path)
  }

  /// The profile of that name; in the config file `[profile x]` counts before `[x]`, which only
  /// the default profile may be called.
  subscript(_ name: String) -> Profile? {
    let plain = name == "default" ? config.sections[name] : nil
    let found = [credentials.sections[name], config.sections["profile \(name)"] ?? plain]
      .compactMap(\.self)
    guard let first = found.first else { return nil }
    let settings = found.dropFirst().reduce(first) { $0.merging($1) { earlier, _ in earlier } }
    return Profile(name: name, settings: settings)
  }

  /// A service's own settings under `[services NAME]`, such as its `endpoint_url`.
  func serviceSetting(_ setting: String, of service: String, in services: String) -> String? {
    guard case .nested(let nested)? = config.sections["services \(services)"]?[service] else {
      return nil
    }
    return nested[setting]
  }
}
