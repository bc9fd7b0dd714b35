import Model

/// The form of a channel's texts: what stands in them, how they look, and how long they may be.
struct MessageForm: Sendable {
  /// So many policies are told with what changed; where fewer fit, there is room for more names.
  private static let storiesMin = 10
  /// More are not named, however much room there is.
  private static let namedMax = 2_000

  let standard: MessageTemplate
  var markup = Markup()
  let fits: @Sendable (String) -> Bool

  /// The message of a release: as many policies as fit, each with its whole name, and the number of
  /// the others.
  func message(
    of news: ReleaseNews, in archive: ArchiveAddress, by template: MessageTemplate?
  ) -> Message {
    let draft = MessageDraft(
      news: news, archive: archive, template: template ?? standard, markup: markup)
    let named = min(draft.named.count, Self.namedMax)
    let stories = most(of: named) { draft.message(telling: $0, inFull: true) }
    if stories.count == named || stories.count >= Self.storiesMin { return stories.message }
    return most(of: named) { draft.message(telling: $0, inFull: false) }.message
  }

  /// The longest message that fits, by bisection: with more policies it only gets longer.
  private func most(
    of named: Int, _ message: (Int) -> Message
  ) -> (count: Int, message: Message) {
    let all = message(named)
    if fits(all.text) { return (named, all) }
    var (fitting, tooMany) = (0, named)
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if fits(message(middle).text) { fitting = middle } else { tooMany = middle }
    }
    return (fitting, message(fitting))
  }
}

/// A message in the making.
private struct MessageDraft {
  let news: ReleaseNews
  let archive: ArchiveAddress
  let template: MessageTemplate
  let markup: Markup
  let named: [PolicyNews]

  init(
    news: ReleaseNews, archive: ArchiveAddress, template: MessageTemplate, markup: Markup
  ) {
    self.news = news
    self.archive = archive
    self.template = template
    self.markup = markup
    named = news.named
  }

  func message(telling count: Int, inFull: Bool) -> Message {
    let fields = MessageFields(
      count: markup.message(news.count), headline: markup.message(news.headline),
      kinds: markup.message(news.kinds),
      link: Message(markup.address(address), leadingTo: address),
      policies: policies(count, inFull: inFull),
      release: markup.message(news.name.text, leadingTo: address))
    return template.message(of: fields)
  }

  private var address: String { archive.release(news.name) }

  private func policies(_ count: Int, inFull: Bool) -> Message {
    let entries = named.prefix(count).map { policy in
      let name = markup.message(policy.name.text, leadingTo: policy.commit.map(archive.commit))
      return inFull ? Message(markup.bullet) + name + markup.message(policy.story) : name
    }
    let rest = news.policies.count - count
    guard !entries.isEmpty else {
      let isCounted = [.count, .headline, .kinds].contains(where: template.has)
      return isCounted ? Message() : markup.message("\(news.count) policies")
    }
    let more = rest > 0 ? [markup.message("+\(rest.grouped) more")] : []
    return (entries + more).joined(by: inFull ? "\n" : ", ")
  }
}

/// What stands in the place of each field.
struct MessageFields: Sendable {
  var count: Message
  var headline: Message
  var kinds: Message
  var link: Message
  var policies: Message
  var release: Message

  subscript(field: MessageTemplate.Field) -> Message {
    switch field {
    case .count: count
    case .headline: headline
    case .kinds: kinds
    case .link: link
    case .policies: policies
    case .release: release
    }
  }
}

extension MessageTemplate {
  /// The text with its fields filled in; a line whose fields are all empty is left out, and of
  /// several empty lines one stays.
  func message(of fields: MessageFields) -> Message {
    var written: [Message] = []
    for line in lines {
      let parts = line.map { piece in
        switch piece {
        case .text(let text): Message(text)
        case .field(let field): fields[field]
        }
      }
      let isSpent = !parts.isEmpty && zip(line, parts).allSatisfy { $0.isField && $1.isEmpty }
      if isSpent { continue }
      if parts.isEmpty, written.last?.isEmpty ?? true { continue }
      written.append(parts.joined(by: ""))
    }
    while written.last?.isEmpty ?? false { written.removeLast() }
    return written.joined(by: "\n")
  }
}

extension MessageTemplate.Piece {
  fileprivate var isField: Bool {
    if case .field = self { true } else { false }
  }
}
