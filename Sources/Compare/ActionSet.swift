/// A set of actions by their numbers in an `ActionTable`, one bit for each.
///
/// Operations on two sets are meant for sets of the same table.
package struct ActionSet: Sendable, Hashable {
  private static let wordBits = 64

  private var words: [UInt64]

  /// An empty set with room for so many actions.
  package init(room count: Int) {
    words = Array(repeating: 0, count: (count + Self.wordBits - 1) / Self.wordBits)
  }

  /// Whether it holds no action.
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many actions it holds.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether it holds an action.
  package func contains(_ id: Int) -> Bool {
    words[id / Self.wordBits] & (1 << UInt64(id % Self.wordBits)) != 0
  }

  /// Whether both have no action in common.
  package func isDisjoint(with other: ActionSet) -> Bool {
    words.indices.allSatisfy { words[$0] & other.words[$0] == 0 }
  }

  /// The numbers of the actions, in order.
  package var ids: [Int] {
    var ids: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        ids.append(index * Self.wordBits + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return ids
  }

  /// Adds all actions of a range of numbers.
  package mutating func insert(_ range: Range<Int>) {
    var id = range.lowerBound
    while id < range.upperBound {
      let bit = id % Self.wordBits
      let count = min(range.upperBound - id, Self.wordBits - bit)
      let ones = count == Self.wordBits ? UInt64.max : (1 << UInt64(count)) - 1
      words[id / Self.wordBits] |= ones << UInt64(bit)
      id += count
    }
  }

  /// Adds the actions of another one.
  package mutating func formUnion(_ other: ActionSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The actions of either.
  package func union(_ other: ActionSet) -> ActionSet { combined(with: other) { $0 | $1 } }

  /// The actions of both.
  package func intersection(_ other: ActionSet) -> ActionSet { combined(with: other) { $0 & $1 } }

  /// The actions of this one that the other has not.
  package func subtracting(_ other: ActionSet) -> ActionSet { combined(with: other) { $0 & ~$1 } }

  /// The actions of one of both only.
  package func symmetricDifference(_ other: ActionSet) -> ActionSet {
    self == other ? ActionSet(words.count) : combined(with: other) { $0 ^ $1 }
  }

  private init(_ wordCount: Int) {
    words = Array(repeating: 0, count: wordCount)
  }

  private func combined(
    with other: ActionSet, _ combine: (UInt64, UInt64) -> UInt64
  ) -> ActionSet {
    var result = self
    for index in words.indices { result.words[index] = combine(words[index], other.words[index]) }
    return result
  }
}
