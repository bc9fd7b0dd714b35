import Model

extension PolicyNews {
  /// The name, linked to the commit.
  func link(at address: ArchiveAddress) -> String {
    Markdown.link(name.text, commit.map(address.commit))
  }

  /// All that is to be said of the change, in blocks of Markdown that each end with a line break.
  func blocks(at address: ArchiveAddress) -> [String] {
    var blocks = ["\(facts(at: address))\n"]
    if !notes.isEmpty { blocks.append(notes.map(SafeText.markdown).joined(separator: "\n") + "\n") }
    let opened = allowsEverything ? [] : escalations
    let bullets =
      opened.map { "- opens a known way to more permissions, \($0.markdown)" }
      + signalSentences.map { "- \($0)" }
    if !bullets.isEmpty { blocks.append(bullets.joined(separator: "\n") + "\n") }
    if let effect { blocks.append("**\(effect.capitalizedFirst).**\n") }
    if !effects.isEmpty { blocks.append(Markdown.diff(effects)) }
    if !findings.isEmpty {
      let all = commit.map { address.file("findings/\(name).json", at: $0) }
      blocks.append(
        "\(Markdown.link("Findings", all)): \(findings.map(\.markdown).joined(separator: ", ")).\n")
    }
    return blocks
  }

  /// What happened, the ARN, the text, and where AWS documents the policy; of one that left there
  /// is neither.
  private func facts(at address: ArchiveAddress) -> String {
    let text = commit.map { address.file("policies/\(name)", at: $0) }
    let pages =
      kind == .deprecated
      ? []
      : [
        text.map { Markdown.link("text", $0) },
        Markdown.link("AWS's page", ReferencePages.policy(name)),
      ]
    return ([kind.rawValue, arn.map(Markdown.code)] + pages).compactMap(\.self)
      .joined(separator: " · ")
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
