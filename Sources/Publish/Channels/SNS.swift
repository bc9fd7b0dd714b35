package import AWS
import Model
package import News

/// A topic of SNS.
///
/// SNS cannot be asked what it has taken. A FIFO topic knows a repeat for five minutes, which makes
/// a lost answer good at once but not in a later run.
package struct SNSChannel: Channel {
  package let promise = ChannelKind.sns.promise

  private let context: ChannelContext
  private let sns: SNS
  private let topic: String
  private let template: MessageTemplate?

  /// A channel to a topic, by its ARN; throws where it is none.
  package init(
    _ context: ChannelContext, _ client: AWSClient, topic: String, template: MessageTemplate?
  ) throws(AWSError) {
    self.context = context
    self.topic = topic
    self.template = template
    sns = try SNS(client, topic: topic)
  }

  package func drafts(of news: ReleaseNews) -> [Draft] {
    let message = TopicMessage(of: news, in: context.archive, by: template)
    return [Draft(target: "sns:Publish \(topic)", body: message.text)]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    let message = TopicMessage(of: news, in: context.archive, by: template)
    let order = context.order(of: news, in: topic)
    return await DeliveryOutcome(ordered: order != nil) { () throws(AWSError) in
      try await sns.publish(
        SNS.Message(
          subject: message.subject, body: message.text,
          attributes: message.attributes.map { ($0.name, $0.json) }),
        order: order)
    }
  }
}

extension TopicMessage {
  fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

extension ChannelContext {
  /// The place in the order of a FIFO topic or queue; nil for all others.
  func order(of news: ReleaseNews, in name: String) -> MessageOrder? {
    guard name.hasSuffix(".fifo") else { return nil }
    return MessageOrder(
      group: "mamip-bot", id: DeliveryID.of(news.name, in: archive, by: self.name))
  }
}
