/// How often and how long deliveries are tried.
package struct DeliverySection: Section, Equatable {
  /// How long one run may hold what it is about to send.
  package var claimTimeout: Delay?
  /// How long a failed delivery waits for its next attempt.
  package var backoff: BackoffSection?
  /// How many attempts a delivery has.
  package var attempts: Int?
  /// Whether what is written to GitHub keeps the limits that GitHub states for its own servers.
  package var pace: Bool?

  /// Nothing configured.
  package init() {}

  static let members: [Member<DeliverySection>] = [
    Member(
      "claimTimeout", \.claimTimeout, .checked(),
      about: "How long one run may hold what it is about to send: `2m`."),
    Member("backoff", \.backoff, .section(), about: "How long a failed delivery waits."),
    Member("attempts", \.attempts, .count(1...100), about: "How many attempts a delivery has."),
    Member(
      "pace", \.pace, .flag,
      about: "Whether what is written to GitHub keeps the limits of github.com: `true`."),
  ]
}

/// How long a failed delivery waits for its next attempt; each wait is twice the one before.
package struct BackoffSection: Section, Equatable {
  /// The wait after the first failure.
  package var first: Delay?
  /// No wait is longer.
  package var most: Delay?

  /// Nothing configured.
  package init() {}

  static let members: [Member<BackoffSection>] = [
    Member("first", \.first, .checked(), about: "The wait after the first failure: `1m`."),
    Member("most", \.most, .checked(), about: "No wait is longer: `6h`."),
  ]
}
