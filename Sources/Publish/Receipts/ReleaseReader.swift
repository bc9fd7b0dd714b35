import Git
import Model
import News

/// Reads out of git what a release tells.
struct ReleaseReader {
  /// What there is to tell.
  enum Contents {
    case news(ReleaseNews)
    /// It is an import, or says nothing of a policy: nobody is told.
    case noNews(String)
    /// The tag bears a release's name, but its commit is no release.
    case noRelease
    /// Commits of it are not in this clone.
    case missing(GitError)
  }

  /// More changes than this are an import, whatever it says.
  private static let changesMax = 20_000
  private static let policies = "policies"

  let repository: Repository

  /// Whether a commit is that release; a commit that is not here may be.
  func isRelease(_ id: ObjectID, _ name: ReleaseName) throws(PublishError) -> Bool {
    guard repository.contains(id) else { return true }
    let commit = try inGit { () throws(GitError) in try repository.commit(id) }
    return CommitTrailers(of: commit.message)["Release"] == name.text
  }

  /// Reads a release and the changes before it.
  func contents(of name: ReleaseName, _ id: ObjectID) throws(PublishError) -> Contents {
    do throws(GitError) {
      return try read(name, repository.commit(id))
    } catch {
      guard error.isNotFound else { throw .git(error) }
      return .missing(error)
    }
  }

  private func read(_ name: ReleaseName, _ release: Commit) throws(GitError) -> Contents {
    let trailers = CommitTrailers(of: release.message)
    guard trailers["Release"] == name.text else { return .noRelease }
    let count = trailers["Changes"].flatMap { Int($0) } ?? 0
    var policies: [PolicyNews] = []
    var next = release.parents.first
    for _ in 0..<min(max(0, count), Self.changesMax) {
      guard let id = next else { return .noNews("it is the first import") }
      let commit = try repository.commit(id)
      guard let news = PolicyNews(message: commit.message, commit: id.description) else {
        return .noNews("it is an import")
      }
      policies.append(news)
      next = commit.parents.first
    }
    guard !policies.isEmpty, let base = next, try isArchive(base) else {
      return .noNews(policies.isEmpty ? "it changes no policy" : "it is the first import")
    }
    return .news(
      ReleaseNews(
        name: name, commit: release.id.description, time: release.committer.time,
        policies: policies.reversed()))
  }

  /// Whether a commit holds policies already; one that is not here, in a shallow clone, does.
  private func isArchive(_ id: ObjectID) throws(GitError) -> Bool {
    guard repository.contains(id) else { return true }
    return try repository.entry(at: Self.policies, in: repository.commit(id).tree) != nil
  }
}
