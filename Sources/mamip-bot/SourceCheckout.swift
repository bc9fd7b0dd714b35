import Git
import Observe

extension GitSource.Checkout {
  /// A repository on this machine, read where it lies.
  init(localRepository path: String) throws(GitError) {
    let repository = try Repository.open(at: path, discover: false)
    guard let tip = try repository.head().id else { throw Self.empty(path) }
    self.init(path: path, tip: tip)
  }

  /// A repository behind a URL, fetched into a bare clone of ours.
  init(
    following location: RemoteLocation, in cache: String, access: RemoteAccess
  ) async throws(GitError) {
    let repository = try Self.cache(at: cache)
    let tip = try await Self.fetchTip(of: location, into: repository, access: access)
    let held = try repository.resolve(Self.reference)
    if held != tip {
      try repository.update(Self.reference, to: tip, from: held, message: "mamip-bot: fetch")
    }
    self.init(path: cache, tip: tip)
  }

  private static let reference = "refs/heads/source"

  private static func cache(at path: String) throws(GitError) -> Repository {
    do {
      return try Repository.open(at: path, discover: false)
    } catch {
      guard error.isNotFound else { throw error }
      return try Repository.create(at: path, bare: true, branch: "source")
    }
  }

  private static func fetchTip(
    of location: RemoteLocation, into repository: Repository, access: RemoteAccess
  ) async throws(GitError) -> ObjectID {
    do {
      let remote = try Remote(location, of: repository, for: .source, access: access)
      guard let tip = try await remote.references(under: ["HEAD"]).first?.id else {
        throw RemoteError(.notFound, "read `\(location)`", "it has no commits")
      }
      if !repository.contains(tip) { try await remote.fetch([tip]) }
      return tip
    } catch let error as RemoteError {
      throw GitError(
        operation: error.operation, message: error.detail, hint: error.hint)
    } catch {
      throw GitError(operation: "read `\(location)`", message: "\(error)")
    }
  }

  private static func empty(_ path: String) -> GitError {
    GitError(
      operation: "read the source `\(path)`", message: "it has no commits",
      hint: "name a repository that holds an archive")
  }
}
