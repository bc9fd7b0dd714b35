import Model
import PolicyLanguage

/// What `aws iam get-account-authorization-details` prints: every policy of an account.
///
/// Documents are objects, as the command line gives them, or percent-encoded texts, as the API
/// does. Of a managed policy's versions only the default one is in force, and only that is read.
struct AccountDetails: InputForm {
  /// The lists of principals, with the member that names each and the one that has its policies.
  private static let principals = [
    (list: "GroupDetailList", name: "GroupName", policies: "GroupPolicyList"),
    (list: "RoleDetailList", name: "RoleName", policies: "RolePolicyList"),
    (list: "UserDetailList", name: "UserName", policies: "UserPolicyList"),
  ]

  func policies(in file: InputFile) -> [PolicyInput]? {
    let lists = Self.principals.filter { file.root[$0.list] != nil }
    guard !lists.isEmpty else { return nil }
    let inline = lists.flatMap { list in
      (file.root[list.list]?.elements ?? []).flatMap { principal in
        let name = principal.text(list.name) ?? file.name
        return trust(of: principal, named: name, in: file)
          + (principal[list.policies]?.elements ?? []).compactMap { $0["PolicyDocument"] }
          .map { file.policy(at: $0, named: name, type: .identity) }
      }
    }
    return inline + (file.root["Policies"]?.elements ?? []).flatMap { managed($0, in: file) }
  }

  private func trust(
    of role: Branch, named name: String, in file: InputFile
  ) -> [PolicyInput] {
    guard let document = role["AssumeRolePolicyDocument"] else { return [] }
    return [file.policy(at: document, named: name, type: .trust)]
  }

  private func managed(_ policy: Branch, in file: InputFile) -> [PolicyInput] {
    let versions = policy["PolicyVersionList"]?.elements ?? []
    let inForce = versions.filter { $0.node["IsDefaultVersion"]?.bool != false }
    return inForce.compactMap { version in
      version["Document"].map {
        file.policy(
          at: $0, named: policy.text("PolicyName"), type: .identity, created: version.createDate)
      }
    }
  }
}
