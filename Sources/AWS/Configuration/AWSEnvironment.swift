/// What the environment variables and the shared config files say about AWS, read once.
///
/// The variables are passed in, home folder included, so that nothing here depends on the process
/// it runs in. A variable that is set but empty counts as not set, as in AWS's own tools.
package struct AWSEnvironment: Sendable {
  /// Every variable, for the programs started for `credential_process`.
  let variables: [String: String]
  let profiles: SharedProfiles
  let profile: ProfileChoice
  private let chosenProfile: SharedProfiles.Profile?

  /// Which profile is meant, and how strongly.
  enum ProfileChoice: Sendable, Equatable {
    /// By the caller: goes before every variable.
    case explicit(String)
    /// By `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`: goes after the key variables.
    case variable(String)
    /// Nobody has chosen: `default`, which may be missing.
    case none

    var name: String {
      switch self {
      case .explicit(let name), .variable(let name): name
      case .none: "default"
      }
    }
  }

  /// Reads the shared files that the variables name.
  ///
  /// - Parameters:
  ///   - variables: the process's environment.
  ///   - profile: a profile asked for by the caller, which switches the key variables off.
  /// - Throws: an `AWSError` where a file is there but cannot be read or parsed.
  package init(_ variables: [String: String], profile: String? = nil) throws(AWSError) {
    let lookup = Variables(variables)
    self.variables = variables
    self.profile =
      if let profile {
        .explicit(profile)
      } else if let name = lookup["AWS_PROFILE"] ?? lookup["AWS_DEFAULT_PROFILE"] {
        .variable(name)
      } else {
        .none
      }
    profiles = try SharedProfiles(
      configPath: lookup.path("AWS_CONFIG_FILE", orInHome: ".aws/config"),
      credentialsPath: lookup.path("AWS_SHARED_CREDENTIALS_FILE", orInHome: ".aws/credentials"))
    chosenProfile = profiles[self.profile.name]
  }

  /// A variable's value; nil where it is not set, or empty.
  subscript(_ variable: String) -> String? {
    Variables(variables)[variable]
  }

  /// Whether a variable says `true`, in any case.
  func isTrue(_ variable: String) -> Bool {
    self[variable]?.lowercased() == "true"
  }

  /// A setting of the chosen profile.
  func profileSetting(_ name: String) -> String? {
    chosenProfile?[name]
  }

  /// A path as a person writes it, with `~` for the home folder.
  func expand(_ path: String) -> String {
    Variables(variables).expand(path)
  }

  /// The region configured, by `AWS_REGION`, `AWS_DEFAULT_REGION` or the profile; nil where none.
  package func region() throws(AWSError) -> String? {
    let text = self["AWS_REGION"] ?? self["AWS_DEFAULT_REGION"] ?? profileSetting("region")
    guard let text, !RegionName.isValid(text) else { return text }
    throw AWSError(
      misconfigured: "`\(Excerpt(text))` is not the name of a region",
      hint: "set `AWS_REGION` to a name such as `us-east-1`")
  }

  /// The file of certificates to trust in AWS's place, by `AWS_CA_BUNDLE` or the profile; nil
  /// where none is configured.
  package var caBundle: String? {
    (self["AWS_CA_BUNDLE"] ?? profileSetting("ca_bundle")).map(expand)
  }

  /// The partition of the configured region, `aws` where there is none.
  package func partition() throws(AWSError) -> Partition {
    try region().map(Partition.init(ofRegion:)) ?? .aws
  }
}

/// Looks variables up; an empty one is none.
private struct Variables {
  private let all: [String: String]

  init(_ all: [String: String]) {
    self.all = all
  }

  subscript(_ name: String) -> String? {
    all[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Nil where neither the variable nor a home folder is set.
  func path(_ variable: String, orInHome relative: String) -> String? {
    if let path = self[variable] { return expand(path) }
    return self["HOME"].map { "\($0)/\(relative)" }
  }

  func expand(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = self["HOME"] else { return path }
    return home + path.dropFirst()
  }
}

extension AWSEnvironment: CustomReflectable {
  /// Variables and profiles hold keys; the name of the profile is all that may be seen.
  package var customMirror: Mirror { Mirror(self, children: ["profile": profile.name]) }
}
