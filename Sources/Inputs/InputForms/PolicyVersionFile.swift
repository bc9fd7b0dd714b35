import PolicyLanguage

/// What `aws iam get-policy-version` prints, which is the form of an archive's files.
struct PolicyVersionFile: InputForm {
  func policies(in file: InputFile) -> [PolicyInput]? {
    let version = file.root["PolicyVersion"] ?? file.root
    guard version.node["Statement"] == nil, let document = version["Document"] else { return nil }
    return [file.policy(at: document, created: version.createDate)]
  }
}
