/// Whether a run may push, and whether it may tell people.
///
/// Nothing leaves the machine by guessing. In GitHub Actions the configuration decides, elsewhere
/// only the command line does; and neither can make a run for a pull request or in a fork push.
package struct RunPolicy: Sendable, Equatable {
  /// Whether what is recorded may be pushed.
  package let push: Permission
  /// Whether what was pushed may be told; never granted where `push` is not.
  package let publish: Permission

  /// Decides from the file, the command line and the surroundings.
  package init(_ configuration: Configuration, _ options: Options, _ actions: ActionsEnvironment) {
    let repository = options.repository ?? configuration.repository
    let push =
      Self.noWish(options.push, configuration.push, actions)
      ?? Self.objection(repository, actions)
    let publish =
      Self.noWish(options.publish, configuration.publish, actions)
      ?? Self.objection(repository, actions) ?? (push == nil ? nil : .notPushed)
    self.push = push.map { .denied(Denial(.push, $0)) } ?? .granted
    self.publish = publish.map { .denied(Denial(.publish, $0)) } ?? .granted
  }
}

extension RunPolicy {
  /// What the command line says.
  package struct Options: Sendable, Equatable {
    /// `--push` or `--no-push`.
    package var push: Bool?
    /// `--publish` or `--no-publish`.
    package var publish: Bool?
    /// The repository on GitHub, which stands in for the configured one.
    package var repository: RepositoryName?

    package init(
      push: Bool? = nil, publish: Bool? = nil, repository: RepositoryName? = nil
    ) {
      self.push = push
      self.publish = publish
      self.repository = repository
    }
  }

  /// An answer.
  package enum Permission: Sendable, Equatable {
    case granted
    case denied(Denial)
  }
}

extension RunPolicy {
  /// Why nobody asked for it, or nil where somebody did.
  private static func noWish(
    _ option: Bool?, _ configured: Bool?, _ actions: ActionsEnvironment
  ) -> Denial.Reason? {
    switch (option, configured) {
    case (true, _): nil
    case (false, _): .switchedOffByOption
    case (nil, _) where !actions.isActions: .outsideActions
    case (nil, true): nil
    case (nil, false): .switchedOffByConfiguration
    case (nil, nil): .undecided
    }
  }

  /// Why it must not be, although somebody asked for it.
  private static func objection(
    _ configured: RepositoryName?, _ actions: ActionsEnvironment
  ) -> Denial.Reason? {
    if let event = actions.eventName, isForeign(event) { return .foreignEvent(event) }
    guard actions.isActions || actions.repository != nil else { return nil }
    guard let configured else { return .repositoryNotConfigured(actual: actions.repository) }
    if let actual = actions.repository, configured.matches(actual) { return nil }
    return .otherRepository(actual: actions.repository, configured: configured)
  }

  /// Whether an event brings code that nobody has accepted yet.
  private static func isForeign(_ event: String) -> Bool {
    event.hasPrefix("pull_request") || event == "merge_group"
  }
}
