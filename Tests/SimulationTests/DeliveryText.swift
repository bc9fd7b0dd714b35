import Foundation
import PolicyLanguage
import Support

/// A message as people and programs get it, made readable: JSON and forms one member a line, texts
/// of several lines as they are, and what is other in each run by the name of what it is.
struct DeliveryText: Equatable, Sendable {
  let text: String

  /// Reads the body of a request.
  init(of body: String) {
    let fields = body.hasPrefix("{") ? [("", body)] : Self.fields(of: body)
    text = Self.named(fields.flatMap { Self.lines($0.1, at: $0.0) })
  }

  init(of release: FakeGitHub.Release) {
    text = Self.named(
      Self.lines(release.title, at: "name") + Self.lines(release.body, at: "body"))
  }

  init(of issue: FakeGitHub.Issue) {
    let comments = issue.comments.flatMap { Self.lines($0.body, at: "comment") }
    text = Self.named(
      Self.lines(issue.title, at: "title")
        + ["labels: \(issue.labels.joined(separator: ", "))"]
        + Self.lines(issue.body, at: "body") + comments
        + ["state: \(issue.isOpen ? "open" : "closed")"])
  }
}

// MARK: - Lines

extension DeliveryText {
  /// The fields of a form, which is what SNS takes.
  private static func fields(of form: String) -> [(String, String)] {
    form.split(separator: "&").map { field in
      let pair = field.split(separator: "=", maxSplits: 1).map {
        $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
      }
      return (pair[0], pair.count > 1 ? pair[1] : "")
    }
  }

  private static func lines(_ text: String, at path: String) -> [String] {
    if text.hasPrefix("{"), let root = parse(text) { return lines(root, at: path) }
    guard text.contains("\n") else { return ["\(path): \(text)"] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return ["\(path):"] + lines.map { $0.isEmpty ? "  |" : "  | \($0)" }
  }

  private static func lines(_ value: JSONNode, at path: String) -> [String] {
    switch value.kind {
    case .object:
      value.members.flatMap { lines($0.value, at: path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .array where value.elements.contains { $0.kind == .object }:
      value.elements.enumerated().flatMap { lines($1, at: "\(path)[\($0)]") }
    case .string: lines(value.string ?? "", at: path)
    default: ["\(path): \(String(decoding: JSONWriter.compact(value), as: UTF8.self))"]
    }
  }

  private static func parse(_ text: String) -> JSONNode? {
    do { return try JSONDocument(parsing: Array(text.utf8)).root } catch { return nil }
  }
}

// MARK: - Names

extension DeliveryText {
  /// The lines with names for what no two runs have in common, and the date of the service data.
  private static func named(_ lines: [String]) -> String {
    var text = lines.joined(separator: "\n") + "\n"
    var commits: [String] = []
    text.replace(/\b[0-9a-f]{40}\b/) { match in
      let id = String(match.0)
      if !commits.contains(id) { commits.append(id) }
      return "COMMIT\((commits.firstIndex(of: id) ?? 0) + 1)"
    }
    text.replace(/\b[0-9a-f]{32}\b/, with: "ID")
    text.replace(/\b\d{4}-\d\d-\d\d-\d\d-\d\d(-\d+)?\b/, with: "RELEASE")
    text.replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "TIME")
    text.replace(/(?m)^rkey: .*$/, with: "rkey: KEY")
    text.replace(/\boffline \d{4}-\d\d-\d\d/, with: "offline DATE")
    return text
  }
}
