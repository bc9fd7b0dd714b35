extension ReleaseName: Comparable {
  private static let stampLength = 16

  /// The minute that it is named after; nil where no calendar has it.
  package var time: Timestamp? {
    let fields = text.prefix(Self.stampLength).split(separator: "-")
    return Timestamp(
      rfc3339: fields[0...2].joined(separator: "-") + "T"
        + fields[3...4].joined(separator: ":") + ":00Z")
  }

  private var number: Int { Int(text.dropFirst(Self.stampLength + 1)) ?? 1 }

  /// The order in which releases are made: by the minute, then by the number.
  package static func < (left: ReleaseName, right: ReleaseName) -> Bool {
    let (one, other) = (left.text.prefix(stampLength), right.text.prefix(stampLength))
    return one == other ? left.number < right.number : one < other
  }
}
