package import Model

/// Where people can look at the archive on the web.
package struct ArchiveAddress: Sendable, Equatable {
  /// The server without a slash at its end: `https://github.com`.
  package let server: String
  /// `owner/name`.
  package let repository: String

  /// Takes a server's address and a repository's name.
  package init(server: String, repository: String) {
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.repository = repository
  }

  /// The page of the repository.
  package var home: String { "\(server)/\(repository)" }

  /// The page of a release.
  package func release(_ name: ReleaseName) -> String { "\(home)/releases/tag/\(name)" }

  /// The page of a commit.
  package func commit(_ id: String) -> String { "\(home)/commit/\(id)" }

  /// The commits that lead to a release.
  package func commits(upTo name: ReleaseName) -> String { "\(home)/commits/\(name)" }

  /// A file of the archive as it is at a commit or in a release.
  package func file(_ path: String, at reference: String) -> String {
    "\(home)/blob/\(reference)/\(path)"
  }
}
