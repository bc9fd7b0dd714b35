import Model
import Testing

@testable import News

/// Which templates are refused when the configuration is read.
@Suite struct TemplateCheckTests {
  private static let kinds: [(ChannelKind, WebhookForm)] = [
    (.bluesky, .generic), (.sns, .generic), (.x, .generic), (.webhook, .discord),
    (.webhook, .slack), (.webhook, .teams),
  ]

  @Test(arguments: kinds) func `the usual texts pass`(kind: ChannelKind, form: WebhookForm) throws {
    let standard =
      switch (kind, form) {
      case (.bluesky, _): BlueskyPost.form.standard
      case (.x, _): XPost.form.standard
      case (.webhook, .discord): DiscordMessage.form.standard
      case (.webhook, .slack): SlackMessage.form.standard
      case (.webhook, .teams): TeamsMessage.form.standard
      default: TopicMessage.form.standard
      }
    let read = try MessageTemplate(standard.text)
    #expect(read == standard)
    try read.check(for: kind, form: form, hasLink: false)
    try XPost.formWithLink.check(XPost.formWithLink.standard)
  }

  @Test(arguments: kinds) func `what can be too long is refused, and what passes never is`(
    kind: ChannelKind, form: WebhookForm
  ) throws {
    let archive = ArchiveAddress(server: "https://github.com", repository: "o/r")
    let news = try Sample.release(
      Change.Kind.allCases.map { (String(repeating: "n", count: 120) + $0.rawValue, $0) })
    var passed = 0
    for length in stride(from: 1, through: 1_900, by: 9) {
      let filler = String(repeating: "é ", count: length / 2)
      let template = try MessageTemplate("{release}\(filler){headline} {policies}")
      do throws(TemplateError) {
        try template.check(for: kind, form: form, hasLink: false)
      } catch {
        continue
      }
      passed += 1
      let fitting =
        switch (kind, form) {
        case (.bluesky, _): BlueskyPost.form
        case (.x, _): XPost.form
        case (.webhook, .discord): DiscordMessage.form
        case (.webhook, .slack): SlackMessage.form
        case (.webhook, .teams): TeamsMessage.form
        default: TopicMessage.form
        }
      #expect(fitting.fits(fitting.message(of: news, in: archive, by: template).text))
    }
    #expect(passed > 0)
  }

  @Test(arguments: [ChannelKind.gitHubIssue, .gitHubRelease, .sqs, .webhook])
  func `a channel without a text of its own takes no template`(kind: ChannelKind) throws {
    let template = try MessageTemplate("{count}")
    #expect(throws: TemplateError.self) {
      try template.check(for: kind, form: .generic, hasLink: false)
    }
  }
}
