import Model

/// Changes that are validated piece by piece, in their order: while one piece is written down, the
/// next is validated.
///
/// Nearly every run is one piece; the history of another archive is many.
struct ValidatedChanges {
  private static let pieceCount = 512

  private let options: SyncOptions
  private var rest: ArraySlice<Change>
  private var first: [Change]?
  private var underWay: Task<[Change], Never>?

  /// Validates the first piece.
  init(_ changes: [Change], by options: SyncOptions) async {
    self.options = options
    // A baseline is one commit, which is written when everything is there.
    let count = options.isBaseline ? changes.count : Self.pieceCount
    rest = changes.dropFirst(count)
    first = await options.validated(Array(changes.prefix(count)))
  }

  /// The next piece; nil where there is none.
  mutating func next() async -> [Change]? {
    let piece: [Change]?
    if let first {
      piece = first
      self.first = nil
    } else {
      piece = await underWay?.value
    }
    underWay = start()
    return piece
  }

  /// Begins to validate one piece more.
  private mutating func start() -> Task<[Change], Never>? {
    guard !rest.isEmpty else { return nil }
    let piece = Array(rest.prefix(Self.pieceCount))
    rest = rest.dropFirst(Self.pieceCount)
    return Task { [options] in await options.validated(piece) }
  }
}
