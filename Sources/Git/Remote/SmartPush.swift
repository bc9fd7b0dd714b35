import HTTP

/// One push over http(s).
struct SmartPush {
  let http: SmartHTTP
  let repository: Repository
  let agent: String
  /// "push to `https://…`", for errors.
  let operation: String

  /// Moves the references from exactly the old values to the new ones.
  func push(_ updates: [RefUpdate]) async throws(RemoteError) -> PushOutcome {
    for update in updates where !update.isWellFormed {
      throw RemoteError(
        .repository, operation, "`\(SafeText.oneLine(update.name))` is no name of a reference",
        hint: "full names begin with `refs/`, such as `refs/heads/main`")
    }
    let remote = try await advertisement()
    let open = updates.filter { remote.references[$0.name] != $0.new }
    let stale = open.filter { remote.references[$0.name] != $0.old }
    let isAtomic = remote.capabilities.contains("atomic") || open.count <= 1
    var waiting = (isAtomic ? [open] : Self.groups(open)).filter { !$0.isEmpty }[...]
    var known = remote.known
    var messages = RemoteMessages()
    var rejections = PushRejection.rejections(of: stale, now: remote.references, words: [:])
    while rejections.isEmpty, let group = waiting.popFirst() {
      rejections = try await send(group, to: remote, known: known, &messages)
      known.ids.formUnion(group.map { $0.new })
      known.tips += group.map { $0.new }
    }
    rejections += waiting.joined().filter { !stale.contains($0) }.map {
      PushRejection(name: $0.name, reason: .withheld, message: "it was not sent")
    }
    return PushOutcome(
      verdict: rejections.isEmpty ? .accepted : .rejected(rejections), isAtomic: isAtomic,
      messages: messages.lines)
  }

  /// Where nothing is atomic the branch goes first: a tag without its branch would be a release
  /// that nobody can reach, a branch without its tag is put right by the next run.
  private static func groups(_ updates: [RefUpdate]) -> [[RefUpdate]] {
    let isTag = { (update: RefUpdate) in update.name.hasPrefix("refs/tags/") }
    return [updates.filter { !isTag($0) }, updates.filter(isTag)]
  }

  private func send(
    _ group: [RefUpdate], to remote: Advertisement, known: KnownObjects,
    _ messages: inout RemoteMessages
  ) async throws(RemoteError) -> [PushRejection] {
    let message = try message(group, to: remote, known: known)
    let answer: [UInt8]
    switch try await http.change(message, operation) {
    case .success(let body): answer = body
    case .failure(let error): return try await settle(group, after: error)
    }
    let report: PushReport
    do throws(ProtocolError) {
      report = try PushReport.read(
        answer, sideBand: remote.capabilities.contains("side-band-64k"), messages: &messages)
    } catch {
      return try await settle(group, after: RemoteError(operation, error))
    }
    if report.accepted.isSuperset(of: group.map { $0.name }) { return [] }
    var words = report.refused
    if let unpackError = report.unpackError {
      for update in group { words[update.name] = unpackError }
    }
    let now = try await advertisement().references
    return PushRejection.rejections(of: group, now: now, words: words)
  }

  /// The commands and the pack.
  private func message(
    _ group: [RefUpdate], to remote: Advertisement, known: KnownObjects
  ) throws(RemoteError) -> [UInt8] {
    let capabilities = try RemoteError.during(operation) { () throws(ProtocolError) in
      try ReceivePack.capabilities(
        of: remote.capabilities, atomic: remote.capabilities.contains("atomic"), agent: agent)
    }
    var message = ReceivePack.commands(group, capabilities: capabilities)
    try RemoteError.during(operation) { () throws(GitError) in
      var selection = try ObjectSelection(repository)
      try selection.choose(group.map { $0.new }, without: known)
      try OutgoingPack.append(selection.choices, of: repository, to: &message)
    }
    return message
  }

  /// Learns from the remote whether a push went in of which the answer was lost.
  private func settle(
    _ group: [RefUpdate], after failure: RemoteError
  ) async throws(RemoteError) -> [PushRejection] {
    if failure.reason == .cancelled { throw failure }
    let now: [String: ObjectID]
    do throws(RemoteError) { now = try await advertisement().references } catch {
      throw RemoteError(
        failure.reason, operation,
        "\(failure.detail); whether the push went in could not be learnt: \(error.detail)",
        hint: "the next run finds out")
    }
    let rejections = PushRejection.rejections(of: group, now: now, words: [:])
    if rejections.isEmpty || rejections.contains(where: { $0.reason == .moved }) {
      return rejections
    }
    let names = rejections.map { "`\($0.name)`" }.joined(separator: ", ")
    throw RemoteError(
      failure.reason, operation, "\(failure.detail); \(names) had not moved afterwards",
      hint: failure.hint)
  }

  private func advertisement() async throws(RemoteError) -> Advertisement {
    let body = try await http.advertisement(of: .receivePack, operation)
    return try RemoteError.during(operation) { () throws(ProtocolError) in
      try Advertisement(receivePack: body)
    }
  }
}

extension Advertisement {
  /// What need not be sent.
  var known: KnownObjects {
    let branches = references.filter { !$0.key.hasPrefix("refs/tags/") }
    return KnownObjects(
      ids: otherTips.union(references.values), tips: Array(otherTips.union(branches.values)))
  }
}
