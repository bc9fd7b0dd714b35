import Model
import PolicyLanguage

/// A CloudFormation template in JSON, or what `aws cloudformation get-template` prints of one.
///
/// A document that leaves something to CloudFormation is told, not guessed: what `Fn::Sub` will
/// give is not in the file.
struct CloudFormationTemplate: InputForm {
  /// Where a resource of each type keeps its document.
  private static let documents: [String: [(property: String, type: PolicyType)]] = [
    // Sorted.
    "AWS::IAM::GroupPolicy": [("PolicyDocument", .identity)],
    "AWS::IAM::ManagedPolicy": [("PolicyDocument", .identity)],
    "AWS::IAM::Policy": [("PolicyDocument", .identity)],
    "AWS::IAM::Role": [("AssumeRolePolicyDocument", .trust)],
    "AWS::IAM::RolePolicy": [("PolicyDocument", .identity)],
    "AWS::IAM::UserPolicy": [("PolicyDocument", .identity)],
    "AWS::S3::BucketPolicy": [("PolicyDocument", .resource)],
    "AWS::SNS::TopicPolicy": [("PolicyDocument", .resource)],
    "AWS::SQS::QueuePolicy": [("PolicyDocument", .resource)],
  ]

  /// The types with a list of inline policies.
  private static let principals: Set = ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"]

  func policies(in file: InputFile) -> [PolicyInput]? {
    let template = file.root["TemplateBody"] ?? file.root
    guard let resources = template["Resources"], resources.node.kind == .object,
      template["AWSTemplateFormatVersion"] != nil
        || resources.members.contains(where: { $0.value.text("Type") != nil })
    else { return nil }
    return resources.members.flatMap { name, resource in
      policies(of: resource, named: name, in: file)
    }
  }

  private func policies(
    of resource: Branch, named name: String, in file: InputFile
  ) -> [PolicyInput] {
    guard let type = resource.text("Type"), let properties = resource["Properties"] else {
      return []
    }
    let own = Self.documents[type, default: []].compactMap { place in
      properties[place.property].map { policy(at: $0, named: name, type: place.type, in: file) }
    }
    guard Self.principals.contains(type), let inline = properties["Policies"] else { return own }
    guard inline.node.kind == .array else {
      return own + [policy(at: inline, named: name, type: .identity, in: file)]
    }
    return own
      + inline.elements.map { element in
        policy(
          at: element["PolicyDocument"] ?? element, named: name, type: .identity, in: file)
      }
  }

  private func policy(
    at branch: Branch, named name: String, type: PolicyType, in file: InputFile
  ) -> PolicyInput {
    guard let intrinsic = branch.node.firstIntrinsic else {
      return file.policy(at: branch, named: name, type: type)
    }
    return file.unknown(
      at: Branch(intrinsic.key, pointer: branch.pointer), named: name, type: type,
      "the document holds `\(intrinsic.name)`, which only CloudFormation can resolve")
  }
}

extension JSONNode {
  /// The first call of an intrinsic function in this value: an object with that one member.
  ///
  /// Recursion is bounded by the depth to which JSON is read.
  fileprivate var firstIntrinsic: JSONMember? {
    for member in members {
      let name = member.name
      if count == 1, name == "Ref" || name.hasPrefix("Fn::") { return member }
      if let inner = member.value.firstIntrinsic { return inner }
    }
    for element in elements {
      if let inner = element.firstIntrinsic { return inner }
    }
    return nil
  }
}
