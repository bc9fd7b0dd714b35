/// What happened to one file of a folder between two commits.
package struct TreeChange: Sendable, Equatable {
  package let name: String
  /// The content before; nil where the file is new.
  package let old: ObjectID?
  /// The content after; nil where the file is gone.
  package let new: ObjectID?

  package init(name: String, old: ObjectID?, new: ObjectID?) {
    self.name = name
    self.old = old
    self.new = new
  }
}

extension TreeChange {
  /// The files in which two trees differ, in git's order; folders in them are left out.
  ///
  /// Both are the content of tree objects. What they have in common is compared as bytes and hopped
  /// over, so that a change of one policy in 1,500 costs little more than that comparison.
  static func between(_ old: [UInt8], _ new: [UInt8]) throws(GitError) -> [TreeChange] {
    var result: [TreeChange] = []
    var (left, right) = (0, 0)
    while true {
      let common = equalEntries(old, from: left, new, from: right)
      left += common
      right += common
      let removed = try TreeScanner.whole(at: left, in: old.span)
      let added = try TreeScanner.whole(at: right, in: new.span)
      guard removed != nil || added != nil else { return result }
      let order = order(removed, old.span, added, new.span)
      let change = (order <= 0 ? removed : nil, order >= 0 ? added : nil)
      left += change.0?.length ?? 0
      right += change.1?.length ?? 0
      result += file(change.0, old.span, change.1, new.span)
    }
  }

  /// The length of the entries, whole ones only, that are the same in both from two places on.
  private static func equalEntries(
    _ old: [UInt8], from left: Int, _ new: [UInt8], from right: Int
  ) -> Int {
    let common = CommonBytes.prefix(of: old, from: left, and: new, from: right)
    // Where all the rest is the same, nobody needs to know where its entries begin.
    if left + common == old.count, right + common == new.count { return common }
    var end = left
    while let next = TreeScanner.end(ofEntryAt: end, in: old.span), next <= left + common {
      end = next
    }
    return end - left
  }

  private static func order(
    _ left: TreeScanner.Entry?, _ old: Span<UInt8>, _ right: TreeScanner.Entry?, _ new: Span<UInt8>
  ) -> Int {
    guard let left else { return 1 }
    guard let right else { return -1 }
    return TreeScanner.order(
      old.extracting(left.name), isTree: left.mode == .tree,
      new.extracting(right.name), isTree: right.mode == .tree)
  }

  private static func file(
    _ left: TreeScanner.Entry?, _ old: Span<UInt8>, _ right: TreeScanner.Entry?, _ new: Span<UInt8>
  ) -> [TreeChange] {
    let before = left.flatMap { $0.mode.isFile ? $0.id(in: old) : nil }
    let after = right.flatMap { $0.mode.isFile ? $0.id(in: new) : nil }
    guard before != after else { return [] }
    let name = left.map { $0.name(in: old) } ?? right.map { $0.name(in: new) } ?? ""
    return [TreeChange(name: name, old: before, new: after)]
  }
}
