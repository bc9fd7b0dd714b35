import Model

/// Why a run does not push, or does not tell people.
package struct Denial: Sendable, Equatable {
  /// What a run does to the world.
  package enum Effect: String, Sendable, CaseIterable {
    /// Moving the branch and the release's tag on the remote.
    case push
    /// Telling people, over the channels.
    case publish
  }

  /// What stands against it.
  package enum Reason: Sendable, Equatable {
    /// The command line says no.
    case switchedOffByOption
    /// The configuration says no.
    case switchedOffByConfiguration
    /// Outside GitHub Actions only the command line can ask for it.
    case outsideActions
    /// Neither the configuration nor the command line says anything.
    case undecided
    /// The event brings code that nobody has accepted yet, such as `pull_request`.
    case foreignEvent(String)
    /// It cannot be told whether this is a fork.
    case repositoryNotConfigured(actual: String?)
    /// This is a fork, or another repository by mistake.
    case otherRepository(actual: String?, configured: RepositoryName)
    /// Only what was pushed is told.
    case notPushed
  }

  /// What is denied.
  package let effect: Effect
  /// Why.
  package let reason: Reason

  init(_ effect: Effect, _ reason: Reason) {
    self.effect = effect
    self.reason = reason
  }

  /// Whether somebody asked for it and is refused; otherwise nobody asked.
  package var isRefusal: Bool {
    switch reason {
    case .switchedOffByOption, .switchedOffByConfiguration, .outsideActions, .undecided: false
    case .foreignEvent, .repositoryNotConfigured, .otherRepository, .notPushed: true
    }
  }

  /// One line for the log.
  package var message: String {
    isRefusal ? "refusing to \(effect.rawValue): \(cause)" : "not \(effect.rawValue)ing: \(cause)"
  }
}

extension Denial {
  private var option: String { "--\(effect.rawValue)" }

  private var cause: String {
    switch reason {
    case .switchedOffByOption: "`--no-\(effect.rawValue)` was given"
    case .switchedOffByConfiguration: "`\(effect.rawValue)` is false in \(Configuration.path)"
    case .outsideActions: "this is not GitHub Actions"
    case .undecided: "neither \(Configuration.path) nor the command line asks for it"
    case .foreignEvent(let event): "the event is `\(SafeText.line(event))`"
    case .repositoryNotConfigured: "\(Configuration.path) does not name the `repository`"
    case .otherRepository(let actual?, let configured):
      "this is `\(SafeText.line(actual))`, not the configured `\(configured)`"
    case .otherRepository(nil, let configured):
      "GITHUB_REPOSITORY is not set, so this may not be the configured `\(configured)`"
    case .notPushed: "this run does not push"
    }
  }

  /// What to do about it, where something can be done.
  package var hint: String? {
    switch reason {
    case .switchedOffByOption: nil
    case .switchedOffByConfiguration, .outsideActions:
      "`\(option)` does it for this run"
    case .undecided: "set `\(effect.rawValue)` in \(Configuration.path), or give `\(option)`"
    case .foreignEvent: "start the workflow by `schedule` or `workflow_dispatch`"
    case .repositoryNotConfigured(let actual):
      "set `repository` to `\(actual.map(SafeText.line) ?? "owner/name")`"
    case .otherRepository:
      "set `repository` in \(Configuration.path) if this is to be an archive of its own"
    case .notPushed: "only releases that were pushed are told: give `--push` too"
    }
  }
}
