import Model

extension CommitMessage {
  /// The message of the commit that ends a run.
  init(release: ReleaseName, of run: Run) {
    subject = "Release \(release): \(run.title)"
    body = run.summaryLines
    trailers = [
      Trailer("Release", release.text),
      Trailer("Changes", String(run.changes.count)),
      Trailer("Source", run.source),
    ]
  }

  /// The message of the one commit that a first import may be.
  init(baselineOf run: Run) {
    subject = "Import \(run.policyCount.counted("policy", "policies"))"
    body = ["The state of \(SafeText.line(run.source)) at the time of the first import."]
    trailers = [
      Trailer("Changes", String(run.changes.count)),
      Trailer("Source", run.source),
    ]
  }
}

extension CommitMessage {
  /// The message of a commit that changes what is said of policies, not the policies.
  init(revalidationOf names: [PolicyName], rules: String) {
    subject = "Validate again: other findings in \(names.count.counted("policy", "policies"))"
    body = ["Rules or service data changed, or a policy could not be validated before."]
    trailers = [Trailer("Rules", rules)]
  }
}

extension Run {
  /// How many changes a list names one by one; the rest are counted.
  private static let linesMax = 200

  var title: String {
    isFirstImport
      ? "first import of \(policyCount.counted("policy", "policies"))"
      : changes.count.counted("change", "changes")
  }

  /// A line per change; of a first import, which is no news, one line in all.
  var summaryLines: [String] {
    if isFirstImport {
      let versions = changes.count { $0.version != nil }
      let deprecated = changes.count { $0.kind == .deprecated }
      let tail = deprecated == 0 ? "" : ", \(deprecated) of them deprecated since"
      return [
        "First import: \(policyCount.counted("policy", "policies")) in "
          + "\(versions.counted("version", "versions"))\(tail)."
      ]
    }
    let lines = changesByWeight.prefix(Self.linesMax).map { "- " + $0.summary }
    let rest = changes.count - lines.count
    return rest > 0 ? lines + ["- and \(rest) more"] : lines
  }

  /// What matters most first; what matters as much in the order in which it is recorded.
  private var changesByWeight: [Change] {
    let ranks = changes.map { $0.meaning?.rank ?? 0 }
    return changes.indices.sorted { (-ranks[$0], $0) < (-ranks[$1], $1) }.map { changes[$0] }
  }

  var policyCount: Int { Set(changes.map(\.name)).count }
}
