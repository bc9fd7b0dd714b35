import Model

/// An issue as it is opened: what it is called, what it says, and its labels.
package struct IssueText: Sendable, Equatable {
  /// GitHub takes no longer title, in characters.
  package static let titleLengthMax = 256
  /// GitHub takes no longer body of an issue or a comment, in characters.
  package static let bodyLengthMax = 65_536

  package let title: String
  package let body: String
  package let labels: [String]
}

/// Who writes issues about which release.
struct IssueAuthor {
  let channel: String
  let release: ReleaseName
  let address: ArchiveAddress
}

extension IssueText {
  /// The issue about one policy.
  init(_ news: PolicyNews, _ topics: Set<IssueTopic>, by author: IssueAuthor) {
    let sorted = IssueTopic.allCases.filter(topics.contains)
    let step = news.version.map { " \($0)" } ?? ""
    let words = sorted.map { $0.title(of: news) }.joined(separator: "; ")
    title = SafeText.line("\(news.name)\(step): \(words)")
    labels = [IssueLabel.own.name] + sorted.map { IssueLabel($0).name }
    let head = """
      \(IssueMarker(channel: author.channel, release: author.release, policy: news).text)
      **\(news.link(at: author.address))** \(news.step), in the release \(author.releaseLink).

      """
    var text = BoundedText(head, lengthMax: Self.bodyLengthMax - Self.foot.utf8.count)
    for block in news.blocks(at: author.address) { _ = text.append("\n\(block)") }
    body = text.text + Self.foot
  }

  private static let foot = """

    ---

    A later version that settles all of this closes the issue. Closed by hand, it stays closed \
    while nothing new is found.

    """

  /// The issue about all policies of a release that are too many for one issue each.
  init(collecting policies: [PolicyNews], by author: IssueAuthor) {
    let count = policies.count.counted("more policy", "more policies")
    title = "Release \(author.release): \(count) to look at"
    labels = [IssueLabel.own.name]
    let head = """
      \(IssueMarker(channel: author.channel, release: author.release, policy: nil).text)
      So much changed in the release \(author.releaseLink) that only the most important policies \
      have an issue of their own. Close this one when you have looked at the rest.


      """
    var text = BoundedText(head, lengthMax: Self.bodyLengthMax)
    text.append(
      "",
      lines: policies.lazy.map { news in
        let words = IssueTopic.allCases.filter(news.topics.contains).map { $0.title(of: news) }
        return "- \(news.link(at: author.address)) \(news.step): "
          + SafeText.markdown(words.joined(separator: "; ")) + "\n"
      }, share: Self.bodyLengthMax
    ) { "- and \($0.counted("more policy", "more policies")) in the release\n" }
    body = text.text
  }

  /// A comment on the open issue of a policy: what is settled, and what is new.
  static func comment(
    on news: PolicyNews, settling settled: Set<IssueTopic>, isClosing: Bool, by author: IssueAuthor
  ) -> String {
    let words =
      news.kind == .deprecated
      ? ["AWS no longer has it"] : IssueTopic.allCases.filter(settled.contains).map(\.settled)
    let end = isClosing ? " This closes the issue." : ""
    let head = """
      \(IssueMarker(channel: author.channel, release: author.release, policy: news).text)
      **\(news.link(at: author.address))** \(news.step), in the release \(author.releaseLink)\
      \(words.isEmpty ? "" : ": \(words.joined(separator: "; "))").\(end)

      """
    var text = BoundedText(head, lengthMax: bodyLengthMax)
    for block in news.blocks(at: author.address) { _ = text.append("\n\(block)") }
    return text.text
  }
}

extension IssueAuthor {
  var releaseLink: String { "[\(release)](\(address.release(release)))" }
}
