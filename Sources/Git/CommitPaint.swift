import Model

/// Finds which commits two sides have behind them, by painting ancestors in each side's colour.
///
/// What both reach is stale: it hides its ancestors, so a walk from neighbouring commits stays
/// short. As in git, times only decide what is looked at first; the result does not rely on them.
struct CommitPaint {
  struct Colours: OptionSet {
    let rawValue: UInt8

    static let one = Colours(rawValue: 1)
    static let other = Colours(rawValue: 2)
    static let both: Colours = [.one, .other]
    /// An ancestor of a commit that has both colours.
    static let stale = Colours(rawValue: 4)
  }

  private struct Node {
    let header: CommitHeader
    var colours: Colours = []
    var isQueued = false
  }

  /// A hundred times the real archive's history.
  private static let commitsMax = 1_000_000

  private let repository: Repository
  private let boundary: Set<ObjectID>
  private var nodes: [ObjectID: Node] = [:]
  /// Oldest first; of the same time, the one met first last.
  private var queue: [ObjectID] = []
  private var openCount = 0
  private var met: [ObjectID] = []

  /// Paints until nothing is left that could change a colour.
  init(
    in repository: Repository, one: [ObjectID], other: [ObjectID]
  ) throws(GitError) {
    self.repository = repository
    boundary = try repository.shallowBoundary()
    for id in one { try paint(id, .one) }
    for id in other { try paint(id, .other) }
    while openCount > 0, let id = queue.popLast() { try spread(from: id) }
    // With clocks out of step, ancestors of what both have may have been painted before that was
    // known; they must not keep the colour of one side.
    while let id = queue.popLast() { try spread(from: id, toKnownOnly: true) }
  }

  /// The commits that have exactly these colours, newest first; of the same time, as they were met.
  func commits(_ colours: Colours) -> [ObjectID] {
    let found = met.compactMap { id in
      nodes[id].flatMap { $0.colours == colours ? (id: id, time: $0.header.time) : nil }
    }
    // The standard library's sort is stable.
    return found.sorted { $0.time > $1.time }.map(\.id)
  }

  /// The colours a commit has; none where it was not met.
  func colours(of id: ObjectID) -> Colours {
    nodes[id]?.colours ?? []
  }

  private mutating func spread(
    from id: ObjectID, toKnownOnly: Bool = false
  ) throws(GitError) {
    guard var node = nodes[id] else { preconditionFailure("what is queued was painted") }
    if !node.colours.contains(.stale) { openCount -= 1 }
    node.isQueued = false
    nodes[id] = node
    let colours = node.colours.isSuperset(of: .both) ? node.colours.union(.stale) : node.colours
    guard !boundary.contains(id) else { return }
    for parent in node.header.parents where !toKnownOnly || nodes[parent] != nil {
      try paint(parent, colours)
    }
  }

  private mutating func paint(_ id: ObjectID, _ colours: Colours) throws(GitError) {
    var node: Node
    if let known = nodes[id] {
      node = known
    } else {
      guard nodes.count < Self.commitsMax else {
        throw GitError(
          operation: "compare histories", message: "there are more than \(Self.commitsMax) commits")
      }
      node = Node(header: try CommitHeader(of: id, in: repository))
      met.append(id)
    }
    guard !node.colours.isSuperset(of: colours) else { return }
    if node.isQueued, !node.colours.contains(.stale) { openCount -= 1 }
    node.colours.formUnion(colours)
    if !node.colours.contains(.stale) { openCount += 1 }
    if !node.isQueued {
      node.isQueued = true
      enqueue(id, node.header.time)
    }
    nodes[id] = node
  }

  private mutating func enqueue(_ id: ObjectID, _ time: Timestamp) {
    var index = queue.count
    while index > 0, let other = nodes[queue[index - 1]], other.header.time >= time { index -= 1 }
    queue.insert(id, at: index)
  }
}
