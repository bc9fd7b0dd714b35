/// The objects of a pack in the making that the next ones may be written as differences to.
///
/// A history goes forward: what replaces an object takes its place here too.
struct DeltaBases {
  /// An object in the pack.
  struct Base {
    let kind: ObjectKind
    let bytes: [UInt8]
    /// Which of the pack's objects it is.
    let number: Int
    /// How many differences have to be followed to read it.
    let chainLength: Int

    /// A longer chain makes reading slow; then the whole object is written again.
    private static let chainLengthMax = 50

    /// The instructions that make another object from this one; nil where they do not pay.
    func delta(to target: [UInt8]) -> [UInt8]? {
      chainLength < Self.chainLengthMax ? Delta.from(bytes, to: target) : nil
    }
  }

  /// In bytes; the text of 1,500 policies takes a third of it.
  private static let sizeMax = 32 << 20

  private var bases: [ObjectID: Base] = [:]
  private var size = 0

  /// Gives a base and forgets it.
  mutating func take(_ id: ObjectID) -> Base? {
    guard let base = bases.removeValue(forKey: id) else { return nil }
    size -= base.bytes.count
    return base
  }

  /// Remembers a base; forgets all others first where there would be too many.
  mutating func keep(_ id: ObjectID, _ base: Base) {
    if size + base.bytes.count > Self.sizeMax {
      bases.removeAll(keepingCapacity: true)
      size = 0
    }
    bases[id] = base
    size += base.bytes.count
  }

  /// Hands over the newest objects.
  func forEach(_ body: (ObjectID, Base) -> Void) {
    for (id, base) in bases { body(id, base) }
  }
}
