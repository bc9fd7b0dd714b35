import Support

/// A small archive as MAMIP made it, with its legacy forms and its failures, in a folder `mamip`.
struct MAMIPArchive {
  let fixture: GitFixture

  /// Makes the archive with its history, one commit a day of January 2024.
  init(in fixture: GitFixture) throws {
    self.fixture = fixture
    try fixture.git("init", "--quiet", "--initial-branch=main", "mamip")
    try commit(
      day: 1, "First",
      [
        "README.md": "# MAMIP\n", "policies/Alpha": Self.file("v1", day: 1, "s3:Get1"),
        "policies/Beta": Self.file("v2", day: 1, "s3:Get"),
        "policies/Gone": Self.file("v1", day: 1, "s3:Get"), "policies-list.json": Self.list,
        "findings/Alpha.json": "[]\n",
      ])
    try commit(day: 2, "Alpha", ["policies/Alpha": ""])
    try commit(day: 3, "Alpha", ["policies/Alpha": Self.file("v2", day: 3, "s3:Get2")])
    try commit(
      day: 4, "Layout",
      [
        "policies/Alpha": Self.compactFile("v2", day: 3, "s3:Get2"),
        "policies/Beta": Self.compactFile("v2", day: 1, "s3:Get"),
      ])
    try commit(
      day: 5, "Alpha",
      ["policies/Alpha": Self.file("v3", day: 5, "s3:Get3", isDefault: false)])
    try commit(day: 6, "Alpha", ["policies/Alpha": Self.file("v4", day: 6, "s3:Get4")])
    try commit(day: 7, "Alpha", ["policies/Alpha": Self.file("v2", day: 3, "s3:Get2")])
    try commit(day: 8, "Beta", ["policies/Beta": Self.file("v3", day: 8, "s3:Get")])
    try commit(
      day: 9, "Deprecated",
      ["policies/Gone": nil, "DEPRECATED.json": #"{"Gone": "2024-01-08"}"# + "\n"])
    try commit(day: 10, "Late", ["policies/Late.json": Self.file("v1", day: 10, "s3:Late")])
    try commit(day: 11, "Alpha", ["policies/Alpha": Self.file("v7", day: 11, "s3:Get7")])
    try commit(day: 12, "Hollow", ["policies/Hollow": ""])
  }

  /// What a replay of all that comes to.
  static let changes = [
    "Alpha v1: added", "Beta v2: added", "Gone v1: added", "Alpha v1 → v2: \(PolicyFixture.swap)",
    "Alpha v2 → v3: \(PolicyFixture.swap)", "Alpha v3 → v4: \(PolicyFixture.swap)",
    "Alpha v4 → v2: reverted", "Beta v2 → v3: reissued, same document", "Gone v1: deprecated",
    "Late v1: added", "Alpha v2 → v7: \(PolicyFixture.swap)",
  ]

  /// Commits files, nil removing one, at noon of a day of January 2024.
  func commit(day: Int, _ message: String, _ files: [String: String?]) throws {
    let date = "2024-01-\(day < 10 ? "0" : "")\(day)T12:00:00+00:00"
    let outer = fixture.environment
    defer { fixture.environment = outer }
    fixture.environment["GIT_AUTHOR_DATE"] = date
    fixture.environment["GIT_COMMITTER_DATE"] = date
    for (file, text) in files where text == nil { try fixture.delete("mamip/\(file)") }
    try fixture.commit(message, in: "mamip", files: files.compactMapValues { $0 })
  }

  /// A policy's file as MAMIP writes it today.
  static func file(
    _ version: String, day: Int, _ actions: String..., isDefault: Bool = true
  ) -> String {
    let date = "2024-01-\(day < 10 ? "0" : "")\(day)T11:00:00+00:00"
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {
          "PolicyVersion": {
              "CreateDate": "\(date)",
              "VersionId": "\(version)",
              "Document": {
                  "Version": "2012-10-17",
                  "Statement": [{"Action": [\(list)], "Effect": "Allow", "Resource": "*"}]
              },
              "IsDefaultVersion": \(isDefault)
          }
      }

      """
  }

  /// The same in the layout and with the dates of older tools.
  static func compactFile(_ version: String, day: Int, _ action: String) -> String {
    let date = "2024-01-\(day < 10 ? "0" : "")\(day)T11:00:00Z"
    return #"{"PolicyVersion":{"Document":{"Statement":[{"Effect":"Allow","Action":[""# + action
      + #""],"Resource":"*"}],"Version":"2012-10-17"},"VersionId":""# + version
      + #"","IsDefaultVersion":true,"CreateDate":""# + date + #""}}"# + "\n"
  }

  private static let list = """
    {"Policies": [
      {"PolicyName": "Alpha", "Arn": "arn:aws:iam::aws:policy/service-role/Alpha",
       "AttachmentCount": 4, "DefaultVersionId": "v1"},
      {"PolicyName": "Gone", "Arn": "arn:aws:iam::aws:policy/Gone", "AttachmentCount": 0}
    ]}

    """
}
