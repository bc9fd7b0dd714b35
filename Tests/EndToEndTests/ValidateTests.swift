import Foundation
import PolicyLanguage
import Support
import Testing

/// What `validate` says of files, folders and archives.
struct ValidateTests {
  typealias World = ValidateWorld

  @Test func `a finding is shown with its line in the file`() throws {
    try World.use(["a.json": World.redundant]) { world in
      let outcome = try world.validate("a.json", "--fail-on", "suggestion", expecting: 2)
      #expect(outcome.error == "")
      #expect(
        outcome.output.hasPrefix(
          """
          a.json:6:18: suggestion REDUNDANT_ACTION: The 2 action(s) are redundant because they \
          provide similar permissions.
            6 | "Action": ["s3:GetObject", "s3:GetObject"],
              |            ^^^^^^^^^^^^^^
            also: 6:34
            hint: Update the policy to remove the redundant action such as: s3:GetObject.
            https://docs.aws.amazon.com/
          """), "\(outcome.output)")
      #expect(
        outcome.output.contains(
          "\n1 policy: 0 errors, 0 security warnings, 0 warnings, 1 suggestion (offline, "),
        "\(outcome.output)")
    }
  }

  @Test func `the page of checks needs no policies`() throws {
    try World.use([:]) { world in
      let page = try world.validate("--list-checks", expecting: 0).output
      #expect(page.hasPrefix("# Checks\n"))
      #expect(page.contains("REDUNDANT_ACTION"))
      #expect(page.hasSuffix("\n") && !page.hasSuffix("\n\n"))
    }
  }

  @Test(arguments: [
    ("error", 0), ("security-warning", 2), ("warning", 2), ("suggestion", 2), ("never", 0),
  ])
  func `the threshold decides about the exit status`(threshold: String, status: Int32) throws {
    try World.use(["a": World.passRole]) { world in
      try world.validate("a", "--fail-on", threshold, expecting: status)
    }
  }

  @Test func `standard input is a file, too`() throws {
    try World.use(["a.json": World.passRole]) { world in
      let found = try world.codes("-", input: "a.json")
      #expect(found == ["- - PASS_ROLE_WITH_STAR_IN_RESOURCE"])
    }
  }

  @Test func `a folder stands for the JSON files in it, an archive for its policies`() throws {
    let files = [
      "mine/README.md": "# no policy", "mine/b/c.json": World.passRole, "mine/a": World.clean,
      "mine/.hidden.json": "{", "archive/policies/A": World.clean,
      "archive/policies/B": #"{"PolicyVersion": {"Document": \#(World.redundant)}}"#,
      "archive/findings/A.json": "[]", "archive/DEPRECATED.json": "{}",
    ]
    try World.use(files) { world in
      let found = try world.codes("mine/", "archive")
      #expect(
        found == [
          "mine/a a", "mine/b/c.json c PASS_ROLE_WITH_STAR_IN_RESOURCE", "archive/policies/A A",
          "archive/policies/B B REDUNDANT_ACTION",
        ])
      let inside = try world.codes(".", in: "archive")
      #expect(inside == ["policies/A A", "policies/B B REDUNDANT_ACTION"])
    }
  }

  @Test func `a bare archive is read at its newest commit`() throws {
    try World.use { world in
      try world.fixture.git("init", "--quiet", "--initial-branch=main", "work")
      try world.fixture.commit("one", in: "work", files: ["policies/A": World.passRole])
      try world.fixture.git("clone", "--quiet", "--bare", "work", "bare.git")
      let found = try world.codes("bare.git")
      #expect(
        found == [
          "bare.git/policies/A A PASS_ROLE_WITH_STAR_IN_RESOURCE"
        ])
    }
  }

  @Test func `the configuration is that of the work tree around, wherever git has it`() throws {
    let configuration = #"{"validate": {"ignore": ["PASS_ROLE_WITH_STAR_IN_RESOURCE"]}}"#
    let files = [
      "plain/.github/mamip.json": configuration, "plain/deep/a": "{}",
      "tree/.github/mamip.json": configuration, "elsewhere/.github/mamip.json": "{}",
      "outside/a": World.passRole,
    ]
    try World.use(files) { world in
      try world.fixture.git("init", "--quiet", "--initial-branch=main", in: "plain")
      try world.fixture.commit("one", in: "plain", files: [:])
      try world.fixture.git("worktree", "add", "--quiet", "../linked", in: "plain")
      try world.fixture.git("clone", "--quiet", "--bare", "plain", "bare.git")
      try world.fixture.git("init", "--quiet", in: "elsewhere")
      try world.fixture.git("config", "core.worktree", "../../tree", in: "elsewhere")
      let path = "\(world.fixture.path)/outside/a"
      for folder in ["plain/deep", "plain", "linked/deep", "bare.git", "elsewhere"] {
        let found = try world.codes(path, in: folder)
        #expect(found == ["\(path) a"], "in \(folder)")
      }
      let found = try world.codes(path, in: "outside")
      #expect(found == ["\(path) a PASS_ROLE_WITH_STAR_IN_RESOURCE"])
    }
  }

  @Test func `templates and plans say which resource a policy belongs to`() throws {
    let quoted = String(
      decoding: JSONWriter.compact(.string(World.passRole)), as: UTF8.self)
    let files = [
      "stack.json": #"""
      {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Role": {"Type": "AWS::IAM::Role",
        "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": \#(World.passRole)}]}}}}
      """#,
      "plan.json": #"""
      {"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module":
        {"resources": [{"address": "aws_iam_policy.p", "mode": "managed", "type": "aws_iam_policy",
          "values": {"policy": \#(quoted)}}]}}}
      """#,
    ]
    try World.use(files) { world in
      let found = try world.codes("stack.json", "plan.json")
      #expect(
        found == [
          "stack.json Role PASS_ROLE_WITH_STAR_IN_RESOURCE",
          "plan.json aws_iam_policy.p PASS_ROLE_WITH_STAR_IN_RESOURCE",
        ])
      let outcome = try world.validate("stack.json", "plan.json")
      #expect(outcome.output.contains("stack.json:2:139: security warning PASS_ROLE"))
      #expect(outcome.output.contains(" in Role: "))
      #expect(outcome.output.contains("plan.json:3:26: security warning PASS_ROLE"))
      #expect(outcome.output.contains("  inside: /Statement/0/Action\n"), "\(outcome.output)")
    }
  }

  @Test(arguments: ["text", "json"])
  func `a template in YAML is not read, and what to do is said`(format: String) throws {
    let files = ["template.yaml": "Resources:\n  A: 1\n", "b.json": World.clean]
    try World.use(files) { world in
      let outcome = try world.validate(
        "--format", format, "template.yaml", "b.json", expecting: 1)
      #expect(outcome.text.contains("template.yaml: "))
      #expect(outcome.text.contains("this is YAML, and only JSON is read"))
      #expect(outcome.text.contains("hint: make JSON of it, such as with `cfn-flip --json`"))
      #expect(!outcome.text.contains("JSON_SYNTAX_ERROR"))
    }
  }

  @Test func `one bad file does not keep the others from being validated`() throws {
    let files = [
      "a.json": "{\n  \"Version\": oops\n}", "b.json": World.passRole, "c.json": "",
      "deep.json": String(repeating: "[", count: 600),
      "sub.json": #"""
      {"Resources": {"P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument":
        {"Statement": {"Resource": {"Fn::Sub": "${A}"}}}}}}}
      """#,
    ]
    try World.use(files) { world in
      let outcome = try world.validate(
        "gone", "a.json", "b.json", "c.json", "deep.json", "sub.json", expecting: 1)
      let lines = Set(outcome.output.split(separator: "\n").map(String.init))
      #expect(lines.contains { $0.hasPrefix("a.json:2:14: error JSON_SYNTAX_ERROR: ") })
      #expect(lines.contains("  reason: expected a value but found `o`"))
      #expect(lines.contains("  reason: expected a value but found the end of the text"))
      #expect(lines.contains { $0.hasPrefix("b.json:1:71: security warning PASS_ROLE_") })
      #expect(lines.contains { $0.hasPrefix("c.json:1:1: error JSON_SYNTAX_ERROR: ") })
      #expect(lines.contains("deep.json:1:513: not read: nesting deeper than 512"))
      #expect(lines.contains("gone: not read: no such file or folder"))
      #expect(
        lines.contains(
          "sub.json:2:31: not validated in P: the document holds `Fn::Sub`, which only "
            + "CloudFormation can resolve"), "\(outcome.output)")
      #expect(lines.contains { $0.contains("1 not validated, 2 not read (offline, ") })
    }
  }

  @Test func `a folder without policies is told, not taken for a clean one`() throws {
    try World.use(["a/README.md": ""]) { world in
      let outcome = try world.validate("a", expecting: 1)
      #expect(outcome.output.hasPrefix("a: not read: the folder holds no policy files\n"))
    }
  }

  @Test func `YAML in folders is passed over, but not in silence`() throws {
    let files = [
      "a/one.json": World.redundant, "a/two.yaml": "Resources: {}", "a/deep/three.YML": "x: 1",
      "a/four.txt": "", "a/.hidden/five.yaml": "",
    ]
    try World.use(files) { world in
      let outcome = try world.validate("a", "--fail-on", "never")
      #expect(
        outcome.error == """
          warning: passed over 2 YAML files, such as `a/deep/three.YML`: only JSON is read, which \
          `cfn-flip --json` makes of a template

          """)
      #expect(outcome.output.contains("1 policy: "))
      #expect(try world.validate("a", "--quiet", "--fail-on", "never").error == "")
    }
  }

  @Test func `a template without policies is right, and the summary counts it`() throws {
    let template = #"{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}"#
    try World.use(["t.json": template]) { world in
      let outcome = try world.validate("t.json")
      #expect(outcome.output.contains("0 suggestions, 1 without policies (offline, "))
    }
  }

  @Test func `no format but the text leaves a failure to the report alone`() throws {
    try World.use { world in
      let outcome = try world.validate("gone", "--format", "sarif", expecting: 1)
      #expect(outcome.error.hasPrefix("error: gone: no such file or folder\n"))
    }
  }

  @Test func `findings are written as files, a clean policy's as an empty list`() throws {
    try World.use(["policies/A": World.clean, "policies/B@1": World.passRole]) { world in
      try world.validate("policies", "--write-findings", "out/findings")
      #expect(try world.read("out/findings/A.json") == "[]\n")
      let found = PolicyFixture.parse(try world.read("out/findings/B@1.json")).root
      #expect(
        found.elements.map { $0["issueCode"]?.string } == ["PASS_ROLE_WITH_STAR_IN_RESOURCE"])
    }
  }

  @Test func `a resource's name cannot lead out of the folder of findings`() throws {
    let files = [
      "t.json": #"""
      {"Resources": {"../../x": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {}}},
        "../..-x": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {}}}}}
      """#
    ]
    try World.use(files) { world in
      _ = try world.bot.run("validate", "t.json", "--write-findings", "out/in")
      let folder = URL(filePath: world.fixture.path).appending(path: "out")
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      #expect(names.map(Set.init) == ["in", "in/_._.._x.json", "in/_._..-x.json"])
    }
  }

  @Test func `what is ignored or known already does not fail a run`() throws {
    try World.use(["a": World.passRole, "b": World.redundant]) { world in
      let strict = ["--fail-on", "suggestion"]
      try world.validate(
        "a", strict[0], strict[1], "--ignore", "PASS_ROLE_WITH_STAR_IN_RESOURCE:a")
      let other = try world.validate(
        "a", strict[0], strict[1], "--ignore", "PASS_ROLE_WITH_STAR_IN_RESOURCE:b", expecting: 2)
      #expect(
        other.error
          == "warning: nothing matches --ignore PASS_ROLE_WITH_STAR_IN_RESOURCE:b\n")

      try world.validate(
        "a", strict[0], strict[1], "--baseline", "known.json", "--write-baseline")
      let outcome = try world.validate("a", strict[0], strict[1], "--baseline", "known.json")
      #expect(outcome.output.contains("1 in the baseline"))
      let found = try world.codes(
        "a", "b", strict[0], strict[1], "--baseline", "known.json", expecting: 2)
      #expect(found == ["a a", "b b REDUNDANT_ACTION"])
    }
  }

  @Test(arguments: [
    (["--ignore", "nothing"], "--ignore takes CODE or CODE:POLICY, not `nothing`"),
    (["--as-of", "yesterday"], "--as-of takes a day, such as 2026-10-27"),
    (["--record"], "name files, folders or archives, or ask for --record alone"),
    (["--write-baseline"], "--write-baseline needs the file: --baseline FILE"),
    (["--json", "--format", "text"], "--json and --format contradict each other"),
    (["--format", "xml"], "The value 'xml' is invalid for '--format <format>'"),
  ])
  func `wrong options are told before anything is read`(
    options: [String], message: String
  ) throws {
    try World.use { world in
      let outcome = try world.bot.run(["validate", "gone"] + options)
      #expect(outcome.status == 64)
      #expect(outcome.error.contains(message), "\(outcome.error)")
    }
  }

  @Test func `a broken baseline is an error`() throws {
    try World.use(["a": World.clean, "b": "[]"]) { world in
      let outcome = try world.validate("a", "--baseline", "b", expecting: 1)
      #expect(outcome.output == "")
      #expect(
        outcome.error == "error: `b` is no baseline\nhint: make it anew with --write-baseline\n")
    }
  }

  @Test func `what a policy says can do nothing to a terminal or a log`() throws {
    let hostile = #"""
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
      "Action": ["\u001b[31m\n::error::x", "x\u001b]0;t\u0007:y"], "Resource": "*"}]}
      """#
    try World.use(["a": hostile]) { world in
      for format in ["text", "json", "sarif", "github", "junit"] {
        let outcome = try world.validate("a", "--format", format, expecting: 2)
        #expect(!outcome.text.contains("\u{1B}"), "\(format)")
        #expect(!outcome.output.contains("\n::error::x"), "\(format)")
      }
    }
  }

  @Test func `what a policy newer than the service data names is not told as plain fact`() throws {
    func file(_ day: String) -> String {
      """
      {"PolicyVersion": {"CreateDate": "\(day)T00:00:00+00:00", "Document": {"Version": \
      "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:NewOne", "Resource": "*"}]}}}
      """
    }
    try World.use(["old": file("2020-01-01"), "new": file("2999-01-01")]) { world in
      let text = try world.validate("new", expecting: 2).output
      #expect(
        text.contains("  uncertain: the policy is of 2999-01-01, newer than the service data"))
      #expect(text.contains("0 suggestions, 1 uncertain ("))
      let json = try world.validate("new", "--format", "json", expecting: 2).output
      #expect(json.contains(#""uncertain": "the policy is of 2999-01-01, newer"#))
      for format in ["text", "json", "sarif", "github", "junit"] {
        #expect(try world.validate("new", "--format", format, expecting: 2).output.contains("2999"))
        let plain = try world.validate("old", "--format", format, expecting: 2).output
        #expect(!plain.contains("uncertain"))
      }
    }
  }
}
