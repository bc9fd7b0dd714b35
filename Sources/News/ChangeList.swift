import PolicyLanguage

/// A list of changes within a service's bound of bytes: whole ones, and the rest counted.
struct ChangeList {
  /// How long a value is where it will stand.
  typealias Measure = (JSON) -> Int

  private let changes: [JSON]
  private let measure: Measure
  /// How long the first changes are together, with a comma behind each.
  private let lengths: [Int]

  init(_ changes: [JSON], measure: @escaping Measure = { JSONWriter.compact($0).count }) {
    self.changes = changes
    self.measure = measure
    var sum = 0
    lengths = changes.map { change in
      sum += measure(change) + 1
      return sum
    }
  }

  /// The value with as many changes as fit; `whole` gives it for some changes and the number of
  /// those that are left out.
  func value(bytesMax: Int, _ whole: ([JSON], Int) -> JSON) -> JSON {
    // The empty list says how much room the rest needs.
    let rest = measure(whole([], changes.count))
    let count = lengths.prefix { $0 - 1 + rest <= bytesMax }.count
    return whole(Array(changes.prefix(count)), changes.count - count)
  }
}

extension [String] {
  /// As many of the texts as fit, of which each counts with what stands between them.
  func prefix(bytesMax: Int, separatorLength: Int) -> ArraySlice<String> {
    var sum = 0
    return prefix { text in
      sum += text.utf8.count + separatorLength
      return sum <= bytesMax
    }
  }
}
