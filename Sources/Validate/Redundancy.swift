import PolicyLanguage

/// Entries of one list of which one covers the others.
struct RedundantGroup {
  /// The entry that covers, and all that it covers, by their indexes in the list, in order.
  let members: [Int]
  /// The longest of what is covered; of several, the last.
  let named: Int
}

/// Finds the entries of a list that others cover, as texts: an entry covers another that is equal,
/// or that it matches as a pattern, in which the other's stars are letters.
struct Redundancy {
  /// How many pairs of one list are compared at most.
  ///
  /// A pattern meets only entries that begin as it does before its first star, so that real lists
  /// need few pairs; the bound is for lists made to take long.
  static let comparisonsMax = 1 << 19

  private let patterns: [Glob]
  /// The entries in the order of their texts, in which equal ones, and those with the same
  /// beginning, stand together.
  private let order: [Int]
  /// For each entry, the first that is equal to it.
  private var firsts: [Int]
  /// Whether nothing else covers an entry.
  private var isMaximal: [Bool]
  /// What each entry covers.
  private var covered: [Int: [Int]] = [:]
  private var comparisonsLeft = comparisonsMax

  /// One group for each entry that nothing else covers and that covers something.
  static func groups<Entry: PolicyListEntry>(in list: PolicyList<Entry>) -> [RedundantGroup] {
    guard list.entries.count > 1, list.hasWildcard || list.mayRepeat else { return [] }
    var search = Redundancy(list.entries.map(\.pattern))
    search.noteEquals()
    if list.hasWildcard {
      for place in search.order.indices { search.noteMatches(at: place) }
    }
    return search.groups
  }

  private init(_ patterns: [Glob]) {
    self.patterns = patterns
    order = Glob.order(of: patterns)
    firsts = Array(patterns.indices)
    isMaximal = Array(repeating: true, count: patterns.count)
  }

  private mutating func noteEquals() {
    for (left, right) in zip(order, order.dropFirst())
    where patterns[left] == patterns[right] {
      firsts[right] = firsts[left]
      covered[firsts[left], default: []].append(right)
    }
  }

  /// Goes both ways from a pattern, as far as entries begin as it does.
  private mutating func noteMatches(at place: Int) {
    let cover = order[place]
    guard patterns[cover].hasWildcard, firsts[cover] == cover else { return }
    for index in order[..<place].reversed() {
      guard note(index, coveredBy: cover) else { break }
    }
    for index in order[(place + 1)...] {
      guard note(index, coveredBy: cover) else { break }
    }
  }

  /// Notes whether an entry is covered; false where it does not even begin so.
  private mutating func note(_ index: Int, coveredBy cover: Int) -> Bool {
    let (pattern, other) = (patterns[cover], patterns[index])
    guard comparisonsLeft > 0, other.begins(as: pattern) else { return false }
    guard firsts[index] != cover else { return true }
    comparisonsLeft -= 1
    guard pattern.coversRest(of: other) else { return true }
    covered[cover, default: []].append(index)
    // Of two that cover each other, the first stands for both.
    let isMutual = other.hasWildcard && other.covers(pattern)
    if !isMutual || cover < firsts[index] { isMaximal[firsts[index]] = false }
    return true
  }

  private var groups: [RedundantGroup] {
    covered.filter { isMaximal[$0.key] }.sorted { $0.key < $1.key }.map { cover, others in
      let most = others.map { patterns[$0].length }.max()
      let longest = others.filter { patterns[$0].length == most }
      return RedundantGroup(members: ([cover] + others).sorted(), named: longest.max() ?? cover)
    }
  }
}
