/// A source for tests: an archive of another kind, of which the history is replayed.
///
/// Its commits have fixed times, so that a replay gives the same ids each time.
struct SourceHistory {
  let shop: Workshop
  let folder: String

  private static let start = 1_767_600_000
  private static let step = 86_400

  init(_ shop: Workshop, in folder: String = "source") throws {
    (self.shop, self.folder) = (shop, folder)
    try shop.succeed("git", "init", "--quiet", "--initial-branch=main", folder)
  }

  /// Commits on a day: each policy with the version it now has, or nil where it is gone.
  func commit(day: Int, _ policies: [String: Int?]) throws {
    for (name, version) in policies {
      let file = "\(folder)/policies/\(name)"
      if let version {
        try shop.write(file, Self.text(name, version, day: day))
      } else {
        try shop.succeed("rm", file)
      }
    }
    let time = "\(Self.start + day * Self.step) +0000"
    try shop.succeed("git", "add", "--all", in: folder)
    try shop.succeed(
      [
        "git", "-c", "user.name=A Person", "-c", "user.email=person@localhost", "commit",
        "--quiet", "-m", "day \(day)",
      ], in: folder,
      environment: ["GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time])
  }

  private static func text(_ name: String, _ version: Int, day: Int) -> String {
    """
    {"PolicyVersion": {"Document": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", \
    "Action": ["s3:Get\(name)\(version)"], "Resource": "*"}]}, "VersionId": "v\(version)", \
    "IsDefaultVersion": true, "CreateDate": "2026-01-\(day < 10 ? "0" : "")\(day)T12:00:00+00:00"}}

    """
  }
}
