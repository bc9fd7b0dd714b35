import PolicyLanguage

extension PolicyDocument {
  /// The `Sid`s of statements that have the same one, one list for each.
  var repeatedSids: [[JSONNode]] {
    guard statements.count > 1 else { return [] }
    let sids = statements.compactMap(\.sid).filter { $0.kind == .string && !$0.isString("") }
    return Dictionary(grouping: sids, by: \.string).values.filter { $0.count > 1 }
  }

  /// Statements that are equal but for their `Sid`, one list for each; the order of members does
  /// not count.
  var equalStatements: [[JSONNode]] {
    guard statements.count > 1 else { return [] }
    let candidates = Dictionary(grouping: statements, by: \.lengthWithoutSid).values
    return candidates.filter { $0.count > 1 }.flatMap { sameLength in
      Dictionary(grouping: sameLength, by: \.textsWithoutSid).values.filter { $0.count > 1 }
    }.map { $0.map(\.node) }
  }
}

extension PolicyStatement {
  fileprivate var lengthWithoutSid: Int {
    node.text.count - (sid.map { #""Sid": , "#.utf8.count + $0.text.count } ?? 0)
  }

  fileprivate var textsWithoutSid: [ArraySlice<UInt8>] {
    node.members.filter { !$0.key.isString("Sid") }
      .sorted { $0.key.text.lexicographicallyPrecedes($1.key.text) }
      .flatMap { [$0.key.text, $0.value.text] }
  }
}
