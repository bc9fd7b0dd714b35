import Model

extension PolicyNews {
  /// Reads what the commit of a policy change says; nil where it is no such commit.
  ///
  /// The commit is given by its full id, where it has one.
  package init?(message: String, commit: String?) {
    let trailers = CommitTrailers(of: message)
    guard let name = trailers["Policy-Name"].flatMap({ PolicyName($0) }),
      let kind = trailers["Policy-Change"].flatMap(Change.Kind.init(rawValue:))
    else { return nil }
    self.name = name
    self.kind = kind
    self.commit = commit
    arn = trailers["Policy-Arn"]
    version = trailers["Policy-Version"].flatMap { VersionID($0) }
    previous = trailers["Policy-Previous-Version"].flatMap { VersionID($0) }
    let paragraphs = message.split(separator: "\n\n")
    summary = String(paragraphs[0])
    lines = paragraphs.dropFirst().dropLast().joined(separator: "\n").split(separator: "\n")
      .map(String.init)
    actionsAdded = trailers.count(in: "Actions-Added")
    actionsChanged = trailers.count(in: "Actions-Changed")
    actionsRemoved = trailers.count(in: "Actions-Removed")
    escalations = trailers.all("Escalation").compactMap { Escalation($0) }
    signals = trailers.all("Signal")
    findings = trailers.all("Finding").compactMap { FindingCount($0) }
    validator = trailers["Validator"]
  }
}

extension CommitTrailers {
  fileprivate func count(in key: String) -> Int { self[key].flatMap { Int($0) } ?? 0 }
}

extension PolicyNews.Escalation {
  /// Reads `iam-005 iam:PutRolePolicy`.
  fileprivate init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard let id = words.first else { return nil }
    self.init(id: id, actions: Array(words.dropFirst()))
  }
}

extension PolicyNews.FindingCount {
  /// Reads `SUGGESTION REDUNDANT_ACTION 2`.
  fileprivate init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let type = FindingType(rawValue: String(words[0])),
      let count = Int(words[2])
    else { return nil }
    self.init(type: type, code: IssueCode(String(words[1])), count: count)
  }
}
