import Model

/// The page of a release on GitHub, in Markdown.
///
/// What somebody should look at stands first, then a table of everything, then what each policy can
/// do now that it could not do before. Where the room ends, whole policies are left out and
/// counted; their commits say it all.
package struct ReleasePage: Sendable, Equatable {
  /// GitHub takes no longer text, in characters.
  package static let bodyLengthMax = 125_000
  /// No longer title is given, in bytes.
  package static let titleLengthMax = 200
  /// How much of the text the list of what to look at first may take, in bytes.
  private static let attentionLengthMax = 30_000
  /// How much of the text the table may take, in bytes; enough for 400 policies.
  private static let tableLengthMax = 80_000
  /// Room for what stands at the end, in bytes.
  private static let footRoom = 2_000

  package let title: String
  package let body: String

  /// Writes the page of a release of the archive at an address.
  package init(_ news: ReleaseNews, at address: ArchiveAddress) {
    title = Self.title(of: news)
    var page = BoundedText(Self.lead(of: news), lengthMax: Self.bodyLengthMax - Self.footRoom)
    if news.policies.count > 1 {
      page.append(
        "\n### Look at these first\n\n",
        lines: news.policies.filter(\.needsAttention).lazy.map { $0.attention(at: address) },
        share: Self.attentionLengthMax
      ) { "- and \($0.counted("more policy", "more policies")) in the table\n" }
      page.append(
        "\n### All changes\n\n\(Self.tableHead)",
        lines: news.policies.lazy.map { $0.row(at: address) }, share: Self.tableLengthMax
      ) { "\nand \($0.counted("more policy", "more policies")), each with a commit of its own\n" }
    }
    let told = news.policies.filter(\.hasSection)
    let written = told.prefix { page.append($0.section(at: address)) }
    body = page.text + Self.foot(of: news, at: address, leftOut: told.count - written.count)
  }

  /// Whole names, as many as there is room for.
  private static func title(of news: ReleaseNews) -> String {
    guard news.policies.count > 1 else {
      return news.policies.first.map { SafeText.line($0.summary) } ?? "\(news.name)"
    }
    var title = BoundedText(
      news.policies.count.counted("policy", "policies") + ": ", lengthMax: titleLengthMax)
    let names = news.policies.enumerated().prefix { index, policy in
      title.append((index == 0 ? "" : ", ") + policy.name.text)
    }
    let rest = news.policies.count - names.count
    return title.text + (rest > 0 ? " and \(rest) more" : "")
  }

  /// How many policies changed, and how many of them in which way.
  private static func lead(of news: ReleaseNews) -> String {
    let kinds = Change.Kind.allCases.compactMap { kind -> String? in
      let count = news.policies.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let count = news.policies.count.counted("AWS managed policy", "AWS managed policies")
    return "\(count) changed: \(kinds.joined(separator: ", ")).\n"
  }

  private static let tableHead = """
    | policy | change | from → to | actions | look at |
    | --- | --- | --- | --- | --- |

    """

  private static func foot(
    of news: ReleaseNews, at address: ArchiveAddress, leftOut: Int
  ) -> String {
    let rest =
      leftOut == 0
      ? ""
      : "\nThere was no room for the details of \(leftOut.counted("policy", "policies")); "
        + "they stand in the commits.\n"
    let validators = Set(news.policies.compactMap(\.validator)).sorted().prefix(3)
    let by =
      validators.isEmpty
      ? "" : " Validated by \(validators.map(SafeText.markdown).joined(separator: ", "))."
    return """
      \(rest)
      ---

      [All commits up to this release](\(address.commits(upTo: news.name))) · \
      [all findings](\(address.file("findings/README.md", at: news.name.text))).\(by) \
      `+` can be used now, `−` no longer, `~` on other resources or conditions.

      """
  }
}

// MARK: - One policy

extension PolicyNews {
  /// A line among what to look at first.
  fileprivate func attention(at address: ArchiveAddress) -> String {
    let escalations = allowsEverything ? [] : escalations
    let opens = escalations.prefix(Self.escalationsNamedMax).map {
      Markdown.link($0.id, ReferencePages.escalation($0.id))
    }
    let more = escalations.count - opens.count
    let parts =
      [
        opens.isEmpty
          ? nil
          : "opens a known way to more permissions: " + opens.joined(separator: ", ")
            + (more > 0 ? " and \(more) more" : "")
      ].compactMap(\.self) + signalSentences
      + findings.filter { $0.type >= .securityWarning }.map(\.markdown)
    return "- **\(link(at: address))** \(step): \(parts.joined(separator: "; "))\n"
  }

  /// More ways to more permissions than this are counted in a line; the section names them all.
  private static var escalationsNamedMax: Int { 5 }

  /// A row of the table.
  fileprivate func row(at address: ArchiveAddress) -> String {
    // Of the same document there is nothing new to see.
    let seen = kind == .reissued ? [] : findings.filter { $0.type >= .warning }
    let worst = seen.map { "\($0.count) \($0.code)" }
    let opened =
      allowsEverything
      ? [ChangeMeaning.fullWildcard]
      : escalations.prefix(Self.escalationsNamedMax).map(\.id)
    let look = opened + worst
    let cells = [
      link(at: address), kind.rawValue, step, counts,
      look.map(SafeText.markdown).joined(separator: ", "),
    ]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// Whether there is more to be said than the table does.
  fileprivate var hasSection: Bool { kind != .reissued }

  /// All that is to be said of the policy.
  fileprivate func section(at address: ArchiveAddress) -> String {
    "\n### \(link(at: address)) \(step)\n\n"
      + blocks(at: address).joined(separator: "\n")
  }
}
