import Model
import PolicyLanguage

/// What `terraform show -json` prints of a plan, or of a state.
///
/// A document is the text of a string there. One that is known only when the plan is applied is
/// told, not guessed.
struct TerraformPlan: InputForm {
  /// Where a resource of each type keeps its document.
  private static let documents: [String: (attribute: String, type: PolicyType)] = [
    // Sorted.
    "aws_iam_group_policy": ("policy", .identity),
    "aws_iam_policy": ("policy", .identity),
    "aws_iam_role": ("assume_role_policy", .trust),
    "aws_iam_role_policy": ("policy", .identity),
    "aws_iam_user_policy": ("policy", .identity),
    "aws_s3_bucket_policy": ("policy", .resource),
    "aws_sns_topic_policy": ("policy", .resource),
    "aws_sqs_queue_policy": ("policy", .resource),
    "aws_ssoadmin_permission_set_inline_policy": ("inline_policy", .identity),
  ]

  func policies(in file: InputFile) -> [PolicyInput]? {
    let values = file.root["planned_values"] ?? file.root["values"]
    let isPlan = file.root["planned_values"] != nil || file.root["terraform_version"] != nil
    guard isPlan else { return nil }
    let known = values?["root_module"].map { policies(ofModule: $0, in: file) } ?? []
    return known + unknown(in: file)
  }

  /// Recursion is bounded by the depth to which JSON is read.
  private func policies(ofModule module: Branch, in file: InputFile) -> [PolicyInput] {
    let own = (module["resources"]?.elements ?? []).flatMap { policies(of: $0, in: file) }
    return own
      + (module["child_modules"]?.elements ?? []).flatMap { policies(ofModule: $0, in: file) }
  }

  private func policies(of resource: Branch, in file: InputFile) -> [PolicyInput] {
    guard resource.text("mode") != "data", let type = resource.text("type"),
      let values = resource["values"], let place = Self.documents[type]
    else { return [] }
    let name = resource.text("address") ?? file.name
    let own = values[place.attribute].map {
      file.policy(at: $0, named: name, type: place.type)
    }
    let inline = (values["inline_policy"]?.elements ?? []).compactMap { $0["policy"] }
      .filter { $0.node.string != "" }
      .map { file.policy(at: $0, named: name, type: .identity) }
    return [own].compactMap(\.self) + inline
  }

  /// The documents that a plan's changes call unknown.
  private func unknown(in file: InputFile) -> [PolicyInput] {
    (file.root["resource_changes"]?.elements ?? []).flatMap { change -> [PolicyInput] in
      guard change.text("mode") != "data", let type = change.text("type"),
        let place = Self.documents[type], let after = change["change"]?["after_unknown"]
      else { return [] }
      let name = change.text("address") ?? file.name
      let inline = (after["inline_policy"]?.elements ?? []).compactMap { $0["policy"] }
        .map { (branch: $0, type: PolicyType.identity) }
      let own = after[place.attribute].map { (branch: $0, type: place.type) }
      return ([own].compactMap(\.self) + inline).filter { $0.branch.node.bool == true }.map {
        file.unknown(
          at: $0.branch, named: name, type: $0.type,
          "the document is known only when the plan is applied")
      }
    }
  }
}
