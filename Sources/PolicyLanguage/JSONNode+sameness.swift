extension JSONNode {
  /// Objects with more members than this are compared through a dictionary.
  private static let pairwiseMembersMax = 16

  /// Whether both are the same JSON value.
  ///
  /// The order of members does not count, the order of elements does, numbers are compared by their
  /// text and strings by what they decode to. Takes time in proportion to both texts.
  package func isSameValue(as other: JSONNode) -> Bool {
    if tape === other.tape, index == other.index { return true }
    let (left, right) = (entry, other.entry)
    guard left.kind == right.kind, left.count == right.count else { return false }
    switch left.kind {
    case .object: return hasSameMembers(as: other)
    case .array: return zip(elements, other.elements).allSatisfy { $0.isSameValue(as: $1) }
    case .string: return jsonString == other.jsonString
    case .number, .bool, .null: return tape.text[left.span] == other.tape.text[right.span]
    }
  }

  /// Compares two objects of as many members; usually they also stand in the same order.
  private func hasSameMembers(as other: JSONNode) -> Bool {
    let pairs = zip(members, other.members)
    if pairs.allSatisfy({ $0.key.jsonString == $1.key.jsonString }) {
      return pairs.allSatisfy { $0.value.isSameValue(as: $1.value) }
    }
    guard count > Self.pairwiseMembersMax else {
      return members.allSatisfy { member in
        let name = member.key.jsonString
        let match = other.members.first { $0.key.jsonString == name }
        return match.map { member.value.isSameValue(as: $0.value) } ?? false
      }
    }
    let others = Dictionary(
      other.members.lazy.map { ($0.key.jsonString, $0.value) }, uniquingKeysWith: { $1 })
    return members.allSatisfy { member in
      others[member.key.jsonString].map { member.value.isSameValue(as: $0) } ?? false
    }
  }
}
