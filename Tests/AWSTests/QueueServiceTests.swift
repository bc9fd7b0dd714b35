import Foundation
import HTTP
import Model
import Support
import Testing

@testable import AWS

/// Topics and queues: what is sent, once, and what moto's own AWS makes of it.
struct QueueServiceTests {
  static let topic = "arn:aws:sns:eu-west-1:123456789012:mamip.fifo"
  static let queue = "https://sqs.eu-west-1.amazonaws.com/123456789012/mamip.fifo"

  let world = World()
  private let message = SNS.Message(
    subject: "1 policy", body: #"{"default": "é"}"#, attributes: [("kind", #"["added"]"#)])
  private let order = MessageOrder(group: "g", id: "1")

  @Test func `a message for a topic is sent to the topic's region`() async throws {
    let server = try LoopbackServer { _ in
      .result(of: "Publish", "<MessageId>6d6f</MessageId>")
    }
    let sns = try SNS(world.client(of: server), topic: Self.topic)
    #expect(try await sns.publish(message, order: order) == "6d6f")
    let request = try #require(server.requests.first)
    #expect(request.header("authorization")?.contains("/eu-west-1/sns/aws4_request") == true)
    #expect(
      request.text == """
        Action=Publish&Version=2010-03-31&Message=%7B%22default%22%3A%20%22%C3%A9%22%7D\
        &MessageAttributes.entry.1.Name=kind&MessageAttributes.entry.1.Value.DataType=String.Array\
        &MessageAttributes.entry.1.Value.StringValue=%5B%22added%22%5D\
        &MessageDeduplicationId=1&MessageGroupId=g&MessageStructure=json&Subject=1%20policy\
        &TopicArn=arn%3Aaws%3Asns%3Aeu-west-1%3A123456789012%3Amamip.fifo
        """)
  }

  @Test func `a message for a queue is sent to the queue's region`() async throws {
    let server = try LoopbackServer { _ in .init(200, #"{"MessageId": "1303"}"#) }
    let sqs = try SQS(world.client(of: server), queue: Self.queue)
    #expect(try await sqs.sendMessage("é", order: order) == "1303")
    let request = try #require(server.requests.first)
    #expect(request.header("authorization")?.contains("/eu-west-1/sqs/aws4_request") == true)
    #expect(request.header("x-amz-target") == "AmazonSQS.SendMessage")
    #expect(request.header("content-type") == "application/x-amz-json-1.0")
    #expect(
      request.text == #"{"QueueUrl":"\#(Self.queue)","MessageBody":"é","MessageGroupId":"g","#
        + #""MessageDeduplicationId":"1"}"#)
  }

  @Test(arguments: [503, 429, 400]) func `neither is ever sent twice by itself`(
    status: Int
  ) async throws {
    let server = try LoopbackServer { _ in .init(status) }
    let client = try world.client(of: server)
    let (sns, sqs) = (try SNS(client, topic: Self.topic), try SQS(client, queue: Self.queue))
    await #expect(throws: AWSError.self) { try await sns.publish(message) }
    await #expect(throws: AWSError.self) { try await sqs.sendMessage("a") }
    #expect(server.requests.count == 2)
    #expect(server.connectionCount == 2)
  }

  @Test(arguments: ["", "mamip", "arn:aws:sqs:eu-west-1:1:q", "arn:aws:sns::1:t"])
  func `what is no topic is refused`(text: String) throws {
    let server = try LoopbackServer { _ in .close }
    let client = try world.client(of: server)
    let error = #expect(throws: AWSError.self) { try SNS(client, topic: text) }
    #expect(error?.hint != nil)
  }

  @Test(arguments: ["", "mamip", "https://sqs.eu-west-1.amazonaws.com/", "https://u:p@h/1/q"])
  func `what is no queue is refused`(text: String) throws {
    let server = try LoopbackServer { _ in .close }
    let client = try world.client(of: server)
    let error = #expect(throws: AWSError.self) { try SQS(client, queue: text) }
    #expect(error?.hint != nil)
  }

  @Test func `moto takes what is sent, and a repeat of a FIFO message counts once`() async throws {
    let moto = try MotoServer()
    let made = try ExternalProgram.python.run("-c", Self.setUp, moto.url)
    let names = made.text.split(separator: "\n").map(String.init)
    try #require(names.count == 2, "\(made.error)")
    let client = try world.client(moto.environment)
    let (sns, sqs) = (try SNS(client, topic: names[0]), try SQS(client, queue: names[1]))
    for _ in 1...2 {
      _ = try await sns.publish(message, order: order)
      _ = try await sqs.sendMessage("direct", order: MessageOrder(group: "g", id: "2"))
    }
    let found = try ExternalProgram.python.run("-c", Self.receive, moto.url, names[1])
    #expect(found.text.split(separator: "\n").sorted() == ["direct", "topic é"], "\(found.error)")
  }

  private static let client = """
    import boto3, json, sys
    def client(name):
      return boto3.client(name, region_name="us-east-1", endpoint_url=sys.argv[1],
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret")

    """

  /// A FIFO topic with a FIFO queue that hears of additions only.
  private static let setUp =
    client + """
      fifo = {"FifoQueue": "true"}
      queue = client("sqs").create_queue(QueueName="mamip.fifo", Attributes=fifo)["QueueUrl"]
      arn = "arn:aws:sqs:us-east-1:123456789012:mamip.fifo"
      topic = client("sns").create_topic(
        Name="mamip.fifo", Attributes={"FifoTopic": "true"})["TopicArn"]
      client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn,
        Attributes={"FilterPolicy": json.dumps({"kind": ["added"]})})
      print(topic)
      print(queue)
      """

  private static let receive =
    client + """
      sqs = client("sqs")
      for _ in range(4):
        answer = sqs.receive_message(QueueUrl=sys.argv[2], MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
          body = message["Body"]
          print("topic " + json.loads(body)["Message"] if body.startswith("{") else body)
          sqs.delete_message(QueueUrl=sys.argv[2], ReceiptHandle=message["ReceiptHandle"])
      """
}
