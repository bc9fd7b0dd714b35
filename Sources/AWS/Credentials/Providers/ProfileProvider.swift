/// A profile of the shared config and credentials files.
///
/// The chain holds it twice: a profile somebody has chosen goes before the web identities of the
/// environment, and the default profile, which may just be lying around, after them.
struct ProfileProvider: CredentialProvider {
  enum Turn {
    case chosen, byDefault
  }

  let turn: Turn

  init(_ turn: Turn) {
    self.turn = turn
  }

  var name: String {
    switch turn {
    case .chosen: "chosen profile"
    case .byDefault: "default profile"
    }
  }

  func answer(in context: CredentialContext) async throws(CredentialFailure) -> CredentialAnswer {
    let choice = context.environment.profile
    switch (turn, choice) {
    case (.chosen, .none): return .notConfigured("`AWS_PROFILE` is not set")
    case (.byDefault, .explicit), (.byDefault, .variable):
      return .notConfigured("not looked at, because another profile was chosen")
    case (.chosen, .explicit), (.chosen, .variable), (.byDefault, .none): break
    }
    guard let profile = context.environment.profiles[choice.name] else {
      if turn == .byDefault { return .notConfigured("there is none in \(Self.places(context))") }
      throw Self.missing(choice.name, context)
    }
    guard let found = try await ProfileCredentials(context: context).credentials(of: profile)
    else {
      return .notConfigured("\(profile.title) has no settings for credentials")
    }
    return .found(found)
  }

  static func missing(_ name: String, _ context: CredentialContext) -> CredentialFailure {
    CredentialFailure("there is no profile `\(Excerpt(name))` in \(places(context))")
  }

  private static func places(_ context: CredentialContext) -> String {
    let paths = context.environment.profiles.paths.map { "`\(Excerpt($0))`" }
    return paths.isEmpty ? "the shared files, as `HOME` is not set" : paths.joined(separator: ", ")
  }
}

extension SharedProfiles.Profile {
  /// For messages.
  var title: String { "profile `\(Excerpt(name))`" }
}
