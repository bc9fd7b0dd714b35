import HTTP

/// Reads from a remote over http(s): lists references, and fetches objects by their ids.
struct SmartFetch {
  let http: SmartHTTP
  let repository: Repository
  let agent: String
  /// "fetch from `https://…`", for errors.
  let operation: String

  /// The references whose names begin with one of the prefixes; all of them without prefixes.
  func references(under prefixes: [String]) async throws(RemoteError) -> [RemoteReference] {
    try await greet()
    let body = try await http.ask(
      .uploadPack, UploadPack.listReferences(under: prefixes, agent: agent), operation)
    let references = try RemoteError.during(operation) { () throws(ProtocolError) in
      try UploadPack.references(body)
    }
    // A server may send more than was asked for.
    return references.filter { reference in
      prefixes.isEmpty || prefixes.contains { reference.name.hasPrefix($0) }
    }
  }

  /// Brings objects here with all they need, except what lies below where a shallow clone begins.
  ///
  /// Nothing of them is visible unless all are here. No reference is moved.
  func fetch(
    _ ids: [ObjectID], progress: (FetchProgress) -> Void
  ) async throws(RemoteError) {
    let tips = try RemoteError.during(operation) { () throws(GitError) in
      try LocalTips(repository)
    }
    let request = try RemoteError.during(operation) { () throws(GitError) in
      let shallow = try repository.shallowBoundary()
      return FetchRequest(
        wants: Set(ids).filter { !repository.contains($0) }.sorted(),
        haves: try tips.haves(shallow: shallow), shallow: shallow.sorted())
    }
    if request.wants.isEmpty { return }
    try await greet()
    var arrival = Arrival(repository, request, operation)
    try await http.stream(
      .uploadPack, UploadPack.fetch(request, agent: agent), operation
    ) { stream throws(HTTPError) in
      arrival = Arrival(repository, request, operation)
      while !arrival.hasFailed, let bytes = try await stream.next() {
        arrival.take(bytes)
        progress(arrival.progress)
      }
    }
    try arrival.finish(known: tips.known)
  }

  /// Asks, once, whether we can talk at all.
  private func greet() async throws(RemoteError) {
    if http.speaksVersion2 { return }
    let body = try await http.advertisement(of: .uploadPack, operation)
    _ = try RemoteError.during(operation) { () throws(ProtocolError) in
      try UploadPack.capabilities(body)
    }
    http.speaksVersion2 = true
  }
}

/// One attempt to take in the answer to a fetch.
///
/// A failure of ours is kept until `finish`: on the way there, only the connection's failures
/// count, because they alone are worth another attempt.
private final class Arrival {
  private let repository: Repository
  private let request: FetchRequest
  private let operation: String
  private var answer = FetchAnswer()
  private var pack: IncomingPack?
  private var failure: RemoteError?

  init(_ repository: Repository, _ request: FetchRequest, _ operation: String) {
    self.repository = repository
    self.request = request
    self.operation = operation
  }

  var progress: FetchProgress { pack?.progress ?? FetchProgress() }
  var hasFailed: Bool { failure != nil }

  /// Takes the next piece of the answer.
  func take(_ bytes: [UInt8]) {
    do throws(RemoteError) {
      let pieces = try RemoteError.during(operation) { () throws(ProtocolError) in
        try answer.read(bytes)
      }
      try RemoteError.during(operation) { () throws(GitError) in
        for piece in pieces { try receiver().append(piece) }
      }
    } catch {
      failure = error
    }
  }

  /// Ends the answer, checks the pack and makes it visible.
  func finish(known: KnownObjects) throws(RemoteError) {
    if let failure { throw failure }
    try RemoteError.during(operation) { () throws(ProtocolError) in
      try answer.finish()
      guard Set(answer.shallow).isSubset(of: request.shallow) else {
        throw ProtocolError("the remote is itself a shallow clone")
      }
    }
    try RemoteError.during(operation) { () throws(GitError) in
      try receiver().finish(wanted: request.wants, known: known)
    }
  }

  private func receiver() throws(GitError) -> IncomingPack {
    if let pack { return pack }
    let pack = try IncomingPack(repository)
    self.pack = pack
    return pack
  }
}
