/// Finds what somebody probably meant.
package enum Spelling {
  /// Longer words are not compared; no key, policy or action is longer.
  private static let lengthMax = 128

  /// The known word with the fewest typing mistakes to `word`, whatever its case; nil where even
  /// that one has mistakes in more than a third of its letters.
  package static func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= lengthMax else { return nil }
    let typed = Array(word.lowercased())
    let candidates = known.map { (mistakes: distance(typed, Array($0.lowercased())), word: $0) }
    guard let best = candidates.min(by: { $0.mistakes < $1.mistakes }) else { return nil }
    return best.mistakes <= max(1, best.word.count / 3) ? best.word : nil
  }

  /// How many letters must be added, dropped, changed, or swapped with their neighbour.
  package static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let changed = above[column] + (letter == other ? 0 : 1)
        var least = min(changed, above[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        current.append(least)
      }
      (before, above) = (above, current)
    }
    return above[right.count]
  }
}
