import HTTP
import Model
import PolicyLanguage

extension Service {
  /// The Simple Queue Service; regional.
  package static let sqs = Service(name: "sqs", variable: "SQS")
}

/// Sends to a queue of SQS.
package struct SQS: Sendable {
  private let client: AWSClient
  private let queue: String
  private let region: String?

  /// Throws where the queue is not the URL of one.
  package init(_ client: AWSClient, queue: String) throws(AWSError) {
    guard let url = RequestURL(queue), url.path.split(separator: "/").count >= 2,
      url.userInfo == nil
    else {
      throw AWSError(
        misconfigured: "`\(Excerpt(queue))` is not the URL of a queue",
        hint: "write `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`")
    }
    self.client = client
    self.queue = queue
    region = Self.region(of: url.origin.host)
  }

  /// Sends a message once and gives the id that SQS gave it.
  package func sendMessage(
    _ body: String, order: MessageOrder? = nil
  ) async throws(AWSError) -> String {
    let members = [
      ("QueueUrl", queue), ("MessageBody", body), ("MessageGroupId", order?.group),
      ("MessageDeduplicationId", order?.id),
    ].compactMap { name, text in text.map { JSON.Member(name, .string($0)) } }
    var operation = Operation.json(
      .sqs, "SendMessage", version: "1.0", target: "AmazonSQS", .object(members))
    operation.isRepeatable = false
    let read = operation.map { answer throws(UnreadableAnswer) in
      guard let id = answer["MessageId"]?.string else {
        throw UnreadableAnswer("the answer has no id of the message")
      }
      return id
    }
    return try await client.perform(read, region: region)
  }

  /// The region in `sqs.eu-west-1.amazonaws.com`; nil for a server that is not AWS's.
  private static func region(of host: String) -> String? {
    let labels = host.split(separator: ".").map(String.init)
    guard labels.count >= 4, labels.contains("amazonaws") else { return nil }
    return labels[0] == "sqs" ? labels[1] : labels[1] == "queue" ? labels[0] : nil
  }
}
