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
  /// The indexes of equal entries, by their text.
  private var equals: [String: [Int]] = [:]
  /// The first of each set of equal entries that are patterns, by what they begin with.
  private var byStart: [String: [Int]] = [:]
  private var startLengths: [Int] = []
  private var comparisonsLeft = comparisonsMax

  /// One group for each entry that nothing else covers and that covers something.
  static func groups(in patterns: [Glob]) -> [RedundantGroup] {
    guard patterns.count > 1 else { return [] }
    var search = Redundancy(patterns)
    return search.groups()
  }

  private init(_ patterns: [Glob]) {
    self.patterns = patterns
    for (index, pattern) in patterns.enumerated() {
      equals[pattern.text, default: []].append(index)
      if pattern.hasWildcard, equals[pattern.text]?.count == 1 {
        byStart[pattern.literalStart, default: []].append(index)
      }
    }
    startLengths = Set(byStart.keys.map(\.utf8.count)).sorted()
  }

  private mutating func groups() -> [RedundantGroup] {
    guard !byStart.isEmpty || equals.count < patterns.count else { return [] }
    var covered: [Int: [Int]] = [:]
    var isMaximal: [Bool] = Array(repeating: true, count: patterns.count)
    for index in patterns.indices where equals[patterns[index].text]?.first == index {
      for cover in covers(of: index) {
        covered[cover, default: []].append(index)
        // Of two that cover each other, the first stands for both.
        let isMutual = patterns[index].hasWildcard && patterns[index].matches(patterns[cover].text)
        if !isMutual || cover < index { isMaximal[index] = false }
      }
    }
    return patterns.indices.compactMap { index in
      guard let same = equals[patterns[index].text], same.first == index, isMaximal[index]
      else { return nil }
      let all = same + (covered[index] ?? []).flatMap { equals[patterns[$0].text] ?? [] }
      return group(all.sorted(), coveredBy: index)
    }
  }

  private func group(_ members: [Int], coveredBy cover: Int) -> RedundantGroup? {
    let others = members.filter { $0 != cover }
    let longest = others.max { patterns[$0].text.utf8.count < patterns[$1].text.utf8.count }
    guard let longest else { return nil }
    let length = patterns[longest].text.utf8.count
    let named = others.last { patterns[$0].text.utf8.count == length } ?? longest
    return RedundantGroup(members: members, named: named)
  }

  /// The patterns that match an entry, itself left out.
  private mutating func covers(of index: Int) -> [Int] {
    let text = patterns[index].text
    var covers: [Int] = []
    for length in startLengths where length <= text.utf8.count {
      let start = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      for candidate in byStart[start] ?? [] where candidate != index && comparisonsLeft > 0 {
        comparisonsLeft -= 1
        if patterns[candidate].matches(text) { covers.append(candidate) }
      }
    }
    return covers
  }
}
