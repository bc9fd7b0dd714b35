import Model

extension Service {
  /// The Simple Notification Service; regional.
  package static let sns = Service(name: "sns", variable: "SNS")
}

/// Publishes to a topic of SNS.
package struct SNS: Sendable {
  private static let version = "2010-03-31"

  /// A message for a topic.
  package struct Message: Sendable {
    /// Printable ASCII, at most 100 characters.
    package var subject: String
    /// A JSON object with the text for each way of delivery, of which `default` is for all others.
    package var body: String
    /// Lists by which subscriptions choose, each a JSON array of texts.
    package var attributes: [(name: String, list: String)]

    package init(subject: String, body: String, attributes: [(name: String, list: String)]) {
      self.subject = subject
      self.body = body
      self.attributes = attributes
    }
  }

  private let client: AWSClient
  private let topic: ResourceName

  /// Throws where the topic is not the ARN of one.
  package init(_ client: AWSClient, topic: String) throws(AWSError) {
    guard let arn = ResourceName(topic), arn.service == "sns", !arn.region.isEmpty else {
      throw AWSError(
        misconfigured: "`\(Excerpt(topic))` is not the ARN of a topic",
        hint: "write `arn:aws:sns:REGION:ACCOUNT:NAME`")
    }
    self.client = client
    self.topic = arn
  }

  /// Sends a message once and gives the id that SNS gave it; a topic with an order also wants what
  /// tells the message from others.
  package func publish(
    _ message: Message, order: MessageOrder? = nil
  ) async throws(AWSError) -> String {
    var parameters = [
      "TopicArn": topic.text, "Subject": message.subject, "Message": message.body,
      "MessageStructure": "json", "MessageGroupId": order?.group,
      "MessageDeduplicationId": order?.id,
    ].compactMapValues(\.self)
    for (index, attribute) in message.attributes.enumerated() {
      let entry = "MessageAttributes.entry.\(index + 1)"
      parameters["\(entry).Name"] = attribute.name
      parameters["\(entry).Value.DataType"] = "String.Array"
      parameters["\(entry).Value.StringValue"] = attribute.list
    }
    var operation = Operation.query(.sns, "Publish", version: Self.version, parameters)
    operation.isRepeatable = false
    let read = operation.map { result throws(UnreadableAnswer) in
      try result.requiredText("MessageId")
    }
    return try await client.perform(read, region: topic.region)
  }
}

/// The place of a message in the order of a FIFO topic or queue.
package struct MessageOrder: Sendable, Equatable {
  /// Messages of one group stay in order.
  package let group: String
  /// A second message with the same id, within five minutes, is taken for the first.
  package let id: String

  package init(group: String, id: String) {
    self.group = group
    self.id = id
  }
}
