/// What a change means for those who use the policy, in words and counts, as its commit says it.
package struct ChangeMeaning: Sendable {
  /// A known way to more permissions that the change opens, by its identifier and what it takes.
  package struct Escalation: Sendable {
    package let id: String
    package let actions: [String]

    package init(id: String, actions: [String]) {
      self.id = id
      self.actions = actions
    }
  }

  /// The counts in a few words: `+2 actions, scope of 1 changed`.
  package var headline: String
  /// The actions by service and access level, each on a line behind a sign.
  package var lines: [String]
  package var actionsAdded: Int
  package var actionsChanged: Int
  package var actionsRemoved: Int
  /// How many actions that the service data does not know came or went.
  package var actionsUnknown: Int
  package var escalations: [Escalation]
  /// Words for what is to be heard at once, each with what it is about.
  package var signals: [String]

  package init(
    headline: String, lines: [String], actionsAdded: Int, actionsChanged: Int, actionsRemoved: Int,
    actionsUnknown: Int, escalations: [Escalation], signals: [String]
  ) {
    self.headline = headline
    self.lines = lines
    self.actionsAdded = actionsAdded
    self.actionsChanged = actionsChanged
    self.actionsRemoved = actionsRemoved
    self.actionsUnknown = actionsUnknown
    self.escalations = escalations
    self.signals = signals
  }

  /// The headline, where something changed in effect.
  package var subject: String? { hasEffect ? headline : nil }

  /// How much somebody wants to hear of it; what ranks higher stands first in a list.
  package var rank: Int {
    if !escalations.isEmpty { return 4 }
    if !signals.allSatisfy(Self.isNews) { return 3 }
    if !signals.isEmpty { return 2 }
    return hasEffect ? 1 : 0
  }

  /// The signal of a policy that has come to allow all of AWS.
  package static let fullWildcard = "full-wildcard"

  /// Whether a signal says only that something is named for the first time: news, and no cause to
  /// worry.
  package static func isNews(_ signal: String) -> Bool { signal.hasPrefix("new-") }

  /// Whether it allows all of AWS now, beside which nothing that it opens is worth a name.
  package var allowsEverything: Bool { signals.contains(Self.fullWildcard) }

  private var hasEffect: Bool {
    actionsAdded + actionsChanged + actionsRemoved + actionsUnknown > 0
  }
}
