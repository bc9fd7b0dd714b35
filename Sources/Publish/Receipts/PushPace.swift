import Model

/// Spreads pushes of receipts over time: a server has more to do than this.
struct PushPace {
  /// At most so many in a minute.
  private static let pushesMax = 5
  private static let minute: Int64 = 60

  private let surroundings: ReceiptBook.Surroundings
  private var pushes: [Timestamp] = []

  init(_ surroundings: ReceiptBook.Surroundings) {
    self.surroundings = surroundings
  }

  /// Returns when the next push may be made, which it counts.
  ///
  /// No claim is held meanwhile.
  mutating func wait() async throws {
    let now = surroundings.now()
    if let oldest = pushes.first, pushes.count == Self.pushesMax {
      let left = oldest.seconds + Self.minute - now.seconds
      if left > 0 { try await surroundings.sleep(.seconds(min(left, Self.minute))) }
      pushes.removeFirst()
    }
    pushes.append(surroundings.now())
  }
}
