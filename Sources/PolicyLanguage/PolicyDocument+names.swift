extension JSONDocument {
  /// Hands out the entries of a policy's lists of actions as they stand there.
  ///
  /// No statement is made of them, which whoever looks through all of history would notice.
  package func forEachActionName<Failure: Error>(
    _ body: (String) throws(Failure) -> Void
  ) throws(Failure) {
    for statement in root["Statement"]?.items ?? [] {
      for list in [statement["Action"], statement["NotAction"]] {
        for entry in list?.items ?? [] {
          if let name = entry.string { try body(name) }
        }
      }
    }
  }
}
