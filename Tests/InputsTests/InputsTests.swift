import Model
import PolicyLanguage
import Testing

@testable import Inputs

/// What is read out of each form of file.
struct InputsTests {
  /// A policy as `type policy pointer "text of the file where it stands"`.
  private static func read(
    _ text: String, type: PolicyType = .identity
  ) throws -> [String] {
    try PolicyInputs.policies(in: Array(text.utf8), named: "file", type: type).map { input in
      let place =
        input.holder.map { String(decoding: Array(text.utf8)[$0.span], as: UTF8.self) } ?? "-"
      let state =
        switch input.content {
        case .document: input.isQuoted ? "quoted " : ""
        case .notJSON(let error): "not JSON (\(error)) "
        case .unknown(let reason): "unknown (\(reason)) "
        }
      return "\(state)\(input.type) \(input.policy) \(input.pointer) \(place)"
    }
  }

  @Test(arguments: ["{}", #"{"Statement": []}"#, "[1]", "3", #"{"Document": 1, "Statement": 2}"#])
  func `a file of no other form is a document itself`(text: String) throws {
    #expect(try Self.read(text, type: .scp) == ["scp file  \(text)"])
  }

  @Test func `a file of the archive holds the document of a version`() throws {
    let document = #"{"Statement": {"Effect": "Deny"}}"#
    let version = #"{"VersionId": "v1", "Document": \#(document)}"#
    #expect(
      try Self.read(#"{"PolicyVersion": \#(version)}"#) == [
        "identity file /PolicyVersion/Document \(document)"
      ])
    #expect(try Self.read(version, type: .trust) == ["trust file /Document \(document)"])
  }

  @Test func `a document may be the text of a string, percent-encoded too`() throws {
    let plain = #""{\"Statement\": 1}""#
    let encoded = #""%7B%22Statement%22%3A+1%7D""#
    #expect(
      try Self.read(#"{"Document": \#(plain)}"#) == ["quoted identity file /Document \(plain)"])
    let found = try Self.read(#"{"Document": \#(encoded)}"#)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("not JSON (expected a value but found `+`: line 1, column 14)"))
  }

  @Test(arguments: [
    ("a.yaml", "- a"), ("a.YML", "{\n\tbroken"), ("a", "---\nStatement: []"),
    ("a", "# A template\r\n\r\nAWSTemplateFormatVersion: '2010-09-09'\nResources:"),
    ("a", #"{"StagesAvailable": [], "TemplateBody": "Resources:\n  A: 1\n"}"#),
    ("a", "%YAML 1.2\n---\n{}"), ("a", "Resources:\n  Role:\n    Type: AWS::IAM::Role"),
  ])
  func `YAML is told from JSON with a fault`(name: String, text: String) throws {
    let error = #expect(throws: InputError.self) {
      try PolicyInputs.policies(in: Array(text.utf8), named: name, type: .identity)
    }
    #expect(error?.description == "this is YAML, and only JSON is read")
    #expect(error?.hint?.contains("cfn-flip") == true)
  }

  @Test(arguments: [
    "Statement", "oops", ": a", "a b: c", "a:b", "\"Statement\": []", "{\nStatement: 1}", "\n\n#\n",
  ])
  func `what may be JSON with a fault is`(text: String) throws {
    let found = try PolicyInputs.policies(in: Array(text.utf8), named: "a", type: .identity)
    guard case .notJSON = found.first?.content else {
      Issue.record("\(found)")
      return
    }
  }

  @Test func `JSON in a file for YAML is JSON`() throws {
    let found = try PolicyInputs.policies(
      in: Array("{}".utf8), named: "a.yaml", type: .identity)
    #expect(found.map(\.policy) == ["a.yaml"])
  }

  @Test func `a template as CloudFormation gives it back is a template`() throws {
    let template = #"""
      {"Resources": {"P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"a": 1}}}}}
      """#
    let found = try Self.read(#"{"StagesAvailable": ["Original"], "TemplateBody": \#(template)}"#)
    #expect(
      found == [
        #"identity P /TemplateBody/Resources/P/Properties/PolicyDocument {"a": 1}"#
      ])
  }

  @Test(arguments: [
    ("", "expected a value but found the end of the text: line 1, column 1"),
    (#"{"a": 1, "a": 2}"#, "member `a` occurs twice, first on line 1: line 1, column 10"),
    ("{\n  \"a\" 1}", "expected `:` but found `1`: line 2, column 7"),
  ])
  func `what is not JSON is a policy that is wrong there`(text: String, error: String) throws {
    let inputs = try PolicyInputs.policies(in: Array(text.utf8), named: "a", type: .identity)
    #expect(inputs.count == 1)
    guard case .notJSON(let found) = inputs[0].content else {
      Issue.record("\(inputs[0].content)")
      return
    }
    #expect("\(found)" == error)
  }

  @Test func `what is more than we read is an error`() {
    let text = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
    let error = #expect(throws: InputError.self) {
      try PolicyInputs.policies(in: Array(text.utf8), named: "a", type: .identity)
    }
    #expect(error?.description == "nesting deeper than 512")
    #expect(error?.position?.column == 513)
  }

  @Test func `an account's details hold what is attached, and the versions in force`() throws {
    let found = try Self.read(
      #"""
      {
        "UserDetailList": [
          {"UserName": "ann", "UserPolicyList": [{"PolicyName": "p", "PolicyDocument": {"u": 1}}]},
          {"UserName": "bob"}
        ],
        "GroupDetailList": [
          {"GroupName": "g", "GroupPolicyList": [{"PolicyName": "p", "PolicyDocument": {"g": 1}}]}
        ],
        "RoleDetailList": [
          {
            "RoleName": "r",
            "AssumeRolePolicyDocument": "%7B%22t%22%3A1%7D",
            "RolePolicyList": [{"PolicyName": "p", "PolicyDocument": {"r": 1}}]
          }
        ],
        "Policies": [
          {
            "PolicyName": "m",
            "PolicyVersionList": [
              {"Document": {"m": 2}, "VersionId": "v2", "IsDefaultVersion": true},
              {"Document": {"m": 1}, "VersionId": "v1", "IsDefaultVersion": false}
            ]
          }
        ]
      }
      """#)
    #expect(
      found == [
        #"identity g /GroupDetailList/0/GroupPolicyList/0/PolicyDocument {"g": 1}"#,
        #"quoted trust r /RoleDetailList/0/AssumeRolePolicyDocument "%7B%22t%22%3A1%7D""#,
        #"identity r /RoleDetailList/0/RolePolicyList/0/PolicyDocument {"r": 1}"#,
        #"identity ann /UserDetailList/0/UserPolicyList/0/PolicyDocument {"u": 1}"#,
        #"identity m /Policies/0/PolicyVersionList/0/Document {"m": 2}"#,
      ])
  }

  @Test func `a template holds the documents of its IAM resources`() throws {
    let found = try Self.read(
      #"""
      {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
          "Bucket": {"Type": "AWS::S3::Bucket"},
          "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
              "AssumeRolePolicyDocument": {"t": 1},
              "Policies": [{"PolicyName": "a", "PolicyDocument": {"a": 1}}]
            }
          },
          "Managed/1": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {}}}
        }
      }
      """#)
    #expect(
      found == [
        #"trust Role /Resources/Role/Properties/AssumeRolePolicyDocument {"t": 1}"#,
        #"identity Role /Resources/Role/Properties/Policies/0/PolicyDocument {"a": 1}"#,
        #"identity Managed/1 /Resources/Managed~11/Properties/PolicyDocument {}"#,
      ])
  }

  @Test(arguments: [#"{"Fn::Sub": "x"}"#, #"{"Ref": "x"}"#, #"[{"a": {"Fn::Join": []}}]"#])
  func `what only CloudFormation can resolve is told, not guessed`(value: String) throws {
    let found = try Self.read(
      #"""
      {"Resources": {"P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument":
        {"Statement": [{"Effect": "Allow", "Resource": \#(value)}]}}}}}
      """#)
    let name = try #require(value.firstMatch(of: #/Fn::\w+|Ref/#)).0
    #expect(
      found == [
        "unknown (the document holds `\(name)`, which only CloudFormation can resolve) "
          + #"identity P /Resources/P/Properties/PolicyDocument "\#(name)""#
      ])
  }

  @Test func `a template without policies has none`() throws {
    #expect(try Self.read(#"{"Resources": {"a": {"Type": "AWS::S3::Bucket"}}}"#) == [])
    #expect(try Self.read(#"{"AWSTemplateFormatVersion": "1", "Resources": {}}"#) == [])
  }

  @Test func `a plan holds the documents of its modules as texts`() throws {
    let found = try Self.read(
      #"""
      {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {
          "root_module": {
            "resources": [
              {
                "address": "data.aws_iam_policy.d", "mode": "data", "type": "aws_iam_policy",
                "values": {"policy": "{}"}
              },
              {
                "address": "aws_iam_role.r", "mode": "managed", "type": "aws_iam_role",
                "values": {
                  "assume_role_policy": "{\"t\":1}",
                  "inline_policy": [{"name": "i", "policy": "{\"i\":1}"}, {"policy": ""}]
                }
              }
            ],
            "child_modules": [
              {
                "resources": [
                  {
                    "address": "module.m.aws_iam_policy.p", "mode": "managed",
                    "type": "aws_iam_policy", "values": {"policy": "{\"p\": nope}"}
                  }
                ]
              }
            ]
          }
        },
        "resource_changes": [
          {
            "address": "aws_iam_policy.later", "mode": "managed", "type": "aws_iam_policy",
            "change": {"after_unknown": {"policy": true, "arn": true}}
          },
          {
            "address": "aws_iam_role.r", "mode": "managed", "type": "aws_iam_role",
            "change": {"after_unknown": {"arn": true, "inline_policy": [{}, {"policy": true}]}}
          }
        ]
      }
      """#)
    let root = "/planned_values/root_module"
    #expect(
      found == [
        #"quoted trust aws_iam_role.r \#(root)/resources/1/values/assume_role_policy "#
          + #""{\"t\":1}""#,
        #"quoted identity aws_iam_role.r \#(root)/resources/1/values/inline_policy/0/policy "#
          + #""{\"i\":1}""#,
        "not JSON (expected `null`: line 1, column 7) identity module.m.aws_iam_policy.p "
          + #"\#(root)/child_modules/0/resources/0/values/policy "{\"p\": nope}""#,
        "unknown (the document is known only when the plan is applied) identity "
          + "aws_iam_policy.later /resource_changes/0/change/after_unknown/policy true",
        "unknown (the document is known only when the plan is applied) identity aws_iam_role.r "
          + "/resource_changes/1/change/after_unknown/inline_policy/1/policy true",
      ])
  }
}
