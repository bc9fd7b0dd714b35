/// Objects that were lately read or written, and that the next step of a run reads again.
struct RecentObjects {
  /// In bytes; the folders of 1,500 policies and what changes in a run take a tenth of it.
  private static let sizeMax = 4 << 20

  private var objects: [ObjectID: (kind: ObjectKind, bytes: [UInt8])] = [:]
  private var size = 0

  /// An object; nil where it is not remembered.
  subscript(id: ObjectID) -> (kind: ObjectKind, bytes: [UInt8])? { objects[id] }

  /// Remembers an object; forgets all others first where there would be too much, and
  /// keeps none that would be too much alone.
  mutating func keep(_ id: ObjectID, _ kind: ObjectKind, _ bytes: [UInt8]) {
    guard bytes.count <= Self.sizeMax, objects[id] == nil else { return }
    if size + bytes.count > Self.sizeMax {
      objects.removeAll(keepingCapacity: true)
      size = 0
    }
    objects[id] = (kind, bytes)
    size += bytes.count
  }
}
