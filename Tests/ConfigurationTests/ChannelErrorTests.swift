import Configuration
import Testing

/// What is wrong with a channel is said when the configuration is read.
@Suite struct ChannelErrorTests {
  private func error(in channel: String) throws -> String {
    let text = "{\"channels\": [\n{\(channel)}]}"
    let error = try #require(throws: ConfigurationError.self) {
      try Configuration.decode(Array(text.utf8), file: "f")
    }
    return error.description
  }

  @Test func `a topic, a queue and an address are needed where they mean something`() throws {
    #expect(
      try error(in: #""type": "sns""#)
        == "f:2:1: a channel of the type `sns` needs `topic`")
    #expect(
      try error(in: #""type": "webhook", "form": "slack""#)
        == "f:2:1: a channel of the type `webhook` needs `urlFrom`")
    #expect(
      try error(in: #""type": "x", "queue": "u""#)
        == """
        f:2:24: a channel of the type `x` has no `queue`
        hint: `queue` is for the type `sqs`
        """)
  }

  @Test func `a template's unknown field is told with the nearest`() throws {
    #expect(
      try error(in: #""type": "bluesky", "template": "{polices}""#)
        == """
        f:2:33: a template has no field `{polices}`
        hint: did you mean `{policies}`?
        """)
  }

  @Test func `a template that can be too long, or proves nothing, is refused`() throws {
    let long = "{release} " + String(repeating: "a", count: 260)
    #expect(
      try error(in: #""type": "x", "template": "\#(long)""#).hasPrefix(
        "f:2:27: the template can make a message longer than the service takes\nhint: "))
    #expect(
      try error(in: #""type": "x", "template": "{policies}""#).hasPrefix(
        "f:2:27: a template for X needs the field `{release}`\nhint: "))
    #expect(
      try error(in: #""type": "github-release", "template": "{count}""#).hasPrefix(
        "f:2:40: this kind of channel has no text of one's own\nhint: "))
  }

  @Test func `a channel that hears nothing is refused`() throws {
    #expect(
      try error(in: #""type": "x", "minSeverity": "never""#).hasPrefix(
        "f:2:30: `never` is no value of `channels.minSeverity`"))
  }
}
