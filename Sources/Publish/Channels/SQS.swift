package import AWS
import Model
package import News

/// A queue of SQS.
///
/// SQS cannot be asked what it has taken. A FIFO queue knows a repeat for five minutes, which makes
/// a lost answer good at once but not in a later run.
package struct SQSChannel: Channel {
  package let promise = ChannelKind.sqs.promise

  private let context: ChannelContext
  private let sqs: SQS
  private let queue: String

  /// A channel to a queue, by its URL; throws where it is none.
  package init(
    _ context: ChannelContext, _ client: AWSClient, queue: String
  ) throws(AWSError) {
    self.context = context
    self.queue = queue
    sqs = try SQS(client, queue: queue)
  }

  package func drafts(of news: ReleaseNews) -> [Draft] {
    [Draft(target: "sqs:SendMessage \(queue)", body: body(of: news))]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    let order = context.order(of: news, in: queue)
    return await DeliveryOutcome(ordered: order != nil) { () throws(AWSError) in
      try await sqs.sendMessage(body(of: news), order: order)
    }
  }

  private func body(of news: ReleaseNews) -> String {
    String(decoding: QueueMessage.body(of: news, in: context.archive), as: UTF8.self)
  }
}
