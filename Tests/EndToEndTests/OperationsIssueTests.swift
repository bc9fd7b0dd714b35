import Foundation
import Support
import Testing

@testable import mamip_bot

/// The workflow's last job, run by bash as GitHub's runners do, with a `gh` that keeps issues in a
/// file.
struct OperationsIssueTests {
  private static let gh = """
    #!/usr/bin/env python3
    import json, os, sys
    path = os.path.join(os.path.dirname(__file__), "issues.json")
    issues = json.load(open(path)) if os.path.exists(path) else []
    words = sys.argv[1:]
    value = lambda name: words[words.index(name) + 1]
    match words[:2]:
        case ["issue", "list"]:
            assert (value("--state"), value("--label")) == ("open", "operations")
            titles = [i for i in issues if i["open"] and i["title"] == os.environ["TITLE"]]
            print("\\n".join(str(i["number"]) for i in titles[:1]))
        case ["issue", "create"]:
            assert value("--label") == "operations"
            issues.append({"number": len(issues) + 1, "title": value("--title"), "open": True,
                           "body": value("--body"), "comments": []})
        case ["issue", "comment"]:
            issue = issues[int(words[2]) - 1]
            assert "--edit-last" in words and "--create-if-none" in words
            issue["comments"] = issue["comments"][:-1] + [value("--body")]
        case ["issue", "close"]:
            issue = issues[int(words[2]) - 1]
            issue["open"] = False
            issue["comments"].append(value("--comment"))
        case ["label", "create"]:
            assert "--force" in words
        case _:
            sys.exit(f"unknown: {words}")
    json.dump(issues, open(path, "w"))
    """

  /// Runs the job for the results of some runs, and gives the issues as lines.
  private func report(_ results: String...) throws -> [String] {
    var lines: [String] = []
    try GitFixture.use { fixture in
      try ExternalProgram.writeScript(Self.gh, to: fixture.at("gh"))
      for (number, result) in results.enumerated() {
        let script = ExternalProgram(
          ["bash", "-e", "-c", WorkflowTemplate.reportScript], in: fixture.at("."),
          environment: [
            "PATH": "\(fixture.at(".")):\(ProcessInfo.processInfo.environment["PATH"] ?? "")",
            "TITLE": "The archive is not being kept", "RESULT": result,
            "RUN": "https://github.com/o/r/actions/runs/\(number + 1)",
          ])
        let output = try script.run()
        try #require(output.status == 0, "\(output.error)")
      }
      let text = try #require(try fixture.text("issues.json"))
      let issues = try JSONSerialization.jsonObject(with: Data(text.utf8))
      lines = (issues as? [[String: Any]] ?? []).map { issue in
        let isOpen = issue["open"] as? Bool == true
        let texts = [issue["body"] as? String ?? ""] + (issue["comments"] as? [String] ?? [])
        let runs = texts.map { $0.split { !$0.isNumber }.first ?? "" }.joined(separator: " ")
        return "\(isOpen ? "open" : "closed"): \(runs)"
      }
    }
    return lines
  }

  @Test func `a run that fails opens one issue, and further ones name the latest`() throws {
    #expect(try report("failure") == ["open: 1"])
    #expect(try report("failure", "failure", "skipped") == ["open: 1 3"])
  }

  @Test func `a run that succeeds closes it, and the next failure opens another`() throws {
    #expect(try report("success") == [])
    #expect(try report("failure", "success", "success") == ["closed: 1 2"])
    #expect(
      try report("failure", "cancelled", "success", "failure") == ["closed: 1 2 3", "open: 4"])
  }
}
