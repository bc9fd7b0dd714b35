import PolicyLanguage

extension PolicyDocument {
  /// The `Sid`s of statements that have the same one, one list for each.
  var repeatedSids: [[JSONNode]] {
    guard statements.count > 1 else { return [] }
    let sids = statements.compactMap(\.sid).filter { $0.kind == .string && !$0.isString("") }
    return sids.map(\.mark).hasRepeated ? sids.repeated(by: \.string) : []
  }

  /// Statements that are equal but for their `Sid`, one list for each; the order of members does
  /// not count.
  var equalStatements: [[JSONNode]] {
    guard statements.count > 1,
      statements.map({ UInt64($0.lengthWithoutSid) }).hasRepeated
    else { return [] }
    return statements.repeated(by: \.lengthWithoutSid)
      .flatMap { $0.repeated(by: \.textsWithoutSid) }.map { $0.map(\.node) }
  }
}

extension Array {
  /// Those that have a trait in common with others, one list for each trait; usually none.
  fileprivate func repeated<Trait: Hashable>(by trait: (Element) -> Trait) -> [[Element]] {
    guard Set(map(trait)).count < count else { return [] }
    return Dictionary(grouping: self, by: trait).values.filter { $0.count > 1 }
  }
}

extension PolicyStatement {
  fileprivate var lengthWithoutSid: Int {
    node.contentLength - (sid.map { #""Sid""#.utf8.count + $0.contentLength } ?? 0)
  }

  /// Without what the layout puts between.
  fileprivate var textsWithoutSid: [[UInt8]] {
    node.members.filter { !$0.key.isString("Sid") }
      .sorted { $0.key.text.lexicographicallyPrecedes($1.key.text) }
      .flatMap { [JSONWriter.compact($0.key), JSONWriter.compact($0.value)] }
  }
}
