import PolicyLanguage

/// How many of the addresses in `aws:SourceIp` are private.
enum PrivateAmount {
  case all, some
}

extension PolicyCondition {
  /// The private addresses of `aws:SourceIp`, if that many of its values are private.
  func privateSources(_ amount: PrivateAmount) -> [JSONNode] {
    guard foldedName == "aws:sourceip" else { return [] }
    let nodes = literalValues.filter { IPRange($0.text)?.isPrivate ?? false }.map(\.node)
    return (nodes.count == values.count) == (amount == .all) ? nodes : []
  }

  /// Whether its list of values is empty.
  var hasNoValues: Bool { node.kind == .array && node.count == 0 }
}
