import HTTP

/// Another repository that this one reads from or writes to.
///
/// Over http and https both directions are ours, and so are paths and `file://`; ssh goes through
/// libgit2.
/// References of this repository are never moved here: that is the caller's, when all is well.
package final class Remote {
  package let location: RemoteLocation
  private let repository: Repository
  private let access: RemoteAccess
  private let transport: Transport

  private enum Transport {
    case smart(SmartHTTP)
    case folder(LocalTransport)
    case library(LibraryTransport)
  }

  /// Prepares the way to a remote, its credential included; nothing is sent yet.
  package init(
    _ location: RemoteLocation, of repository: Repository, for purpose: RemotePurpose,
    access: RemoteAccess
  ) throws(RemoteError) {
    self.location = location
    self.repository = repository
    self.access = access
    switch location {
    case .transport(let address) where LocalTransport.isFolder(address):
      transport = .folder(LocalTransport(repository, to: address))
    case .transport(let address):
      transport = .library(
        LibraryTransport(repository, to: address, environment: access.credentials.environment))
    case .http(let url):
      let extraHeaders = try RemoteError.during("use the remote `\(location)`") {
        () throws(GitError) in try ExtraHeaders(repository.configuration())
      }
      let credentials = access.credentials
      let login = RemoteLogin(
        url,
        current: credentials.authorization(
          for: url, purpose: purpose, extraHeaders: extraHeaders),
        helper: CredentialHelper(
          environment: credentials.environment,
          directory: repository.workTree ?? repository.gitDirectory,
          limits: credentials.helperLimits))
      transport = .smart(SmartHTTP(url, access: access, login: login))
    }
  }

  /// The references whose full names begin with one of the prefixes; all without prefixes.
  package func references(
    under prefixes: [String] = []
  ) async throws(RemoteError) -> [RemoteReference] {
    switch transport {
    case .smart(let http):
      try await fetching(http, "list the references of `\(location)`").references(under: prefixes)
    case .folder(let other):
      try during("list the references of") { () throws(GitError) in
        try other.references(under: prefixes)
      }
    case .library(let other):
      try during("list the references of") { () throws(GitError) in
        try other.references(under: prefixes)
      }
    }
  }

  /// Brings objects here, by their ids, with all they need.
  ///
  /// Either all of them are here afterwards, checked, or none is visible. Below the point where a
  /// shallow clone begins nothing is added.
  package func fetch(
    _ ids: [ObjectID], progress: (FetchProgress) -> Void = { _ in }
  ) async throws(RemoteError) {
    switch transport {
    case .smart(let http):
      try await fetching(http, "fetch from `\(location)`").fetch(ids, progress: progress)
    case .folder(let other):
      try during("fetch from") { () throws(GitError) in try other.fetch(ids, progress: progress) }
    case .library(let other):
      try during("fetch from") { () throws(GitError) in try other.fetch(ids, progress: progress) }
    }
  }

  /// Brings here what references, given by their full names, stand for; gives those that exist.
  package func fetch(
    named names: [String], progress: (FetchProgress) -> Void = { _ in }
  ) async throws(RemoteError) -> [RemoteReference] {
    // Without prefixes a server would list everything.
    if names.isEmpty { return [] }
    let found = try await references(under: names).filter { names.contains($0.name) }
    try await fetch(found.map { $0.id }, progress: progress)
    return found
  }

  /// Moves references of the remote from exactly their old values to new ones, all or none where
  /// the remote can do that.
  ///
  /// It is never tried twice. Where the answer is lost, the remote is asked where its references
  /// stand, so that the outcome is known; only if that fails, too, is it an error that leaves the
  /// question open, and says so.
  package func push(_ updates: [RefUpdate]) async throws(RemoteError) -> PushOutcome {
    switch transport {
    case .smart(let http):
      try await SmartPush(
        http: http, repository: repository, agent: access.agent,
        operation: "push to `\(location)`"
      ).push(updates)
    case .folder(let other):
      try during("push to") { () throws(GitError) in try other.push(updates) }
    case .library(let other):
      try during("push to") { () throws(GitError) in try other.push(updates) }
    }
  }

  /// Does something with a remote that is not over http; what fails says what was attempted.
  private func during<Value>(
    _ verb: String, _ body: () throws(GitError) -> Value
  ) throws(RemoteError) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      let reason: RemoteError.Reason =
        error.isNotFound ? .notFound : error.isDenied ? .denied : .unreachable
      throw RemoteError(reason, "\(verb) `\(location)`", "\(error)", hint: error.hint)
    }
  }

  private func fetching(_ http: SmartHTTP, _ operation: String) -> SmartFetch {
    SmartFetch(
      http: http, repository: repository, agent: access.agent, operation: operation)
  }
}
