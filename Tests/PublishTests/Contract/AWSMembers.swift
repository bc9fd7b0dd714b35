import AWS
import HTTP
import Model
import PolicyLanguage
import Publish
import Support

extension ContractMember {
  private static let account = "123456789012"

  static let sns = topic("mamip")
  static let snsInOrder = topic("mamip.fifo")
  static let sqs = queue("mamip")
  static let sqsInOrder = queue("mamip.fifo")

  private static func topic(_ name: String) -> ContractMember {
    aws(
      "sns \(name)", { try SNSChannel($0, $1, topic: arn(name), template: nil) },
      message: { PercentDecoded.field("Message", of: $0.text) },
      id: { PercentDecoded.field("MessageDeduplicationId", of: $0) },
      accepted: """
        <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>\
        <MessageId>6d6fd933</MessageId></PublishResult></PublishResponse>
        """)
  }

  private static func queue(_ name: String) -> ContractMember {
    let url = "https://sqs.us-east-1.amazonaws.com/\(account)/\(name)"
    return aws(
      "sqs \(name)", { try SQSChannel($0, $1, queue: url) },
      message: { member("MessageBody", of: $0.text) },
      id: { member("MessageDeduplicationId", of: $0) },
      accepted: #"{"MD5OfMessageBody":"63ee","MessageId":"13033f23"}"#)
  }

  private static func aws(
    _ name: String, _ make: @escaping @Sendable (ChannelContext, AWSClient) throws -> any Channel,
    message: @escaping @Sendable (Request) -> String, id: @escaping @Sendable (String) -> String,
    accepted: String
  ) -> ContractMember {
    var member = ContractMember(
      name: name, secrets: ["wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY", "IQoJb3JpZ2luX2VjSESSION"],
      make: { try make($0.context(name), $0.awsClient()) },
      answer: { request, posted in
        // An order's ids are known for a while: a repeat is answered as the first.
        let isRepeat = !id(request.text).isEmpty && posted.contains { id($0) == id(request.text) }
        if !isRepeat { posted.append(request.text) }
        return Reply(200, accepted)
      },
      message: message, isWithinBounds: { $0.utf8.count <= 256 << 10 })
    member.waitsWhenAsked = false
    return member
  }

  private static func arn(_ name: String) -> String { "arn:aws:sns:us-east-1:\(account):\(name)" }

  private static func member(_ name: String, of text: String) -> String {
    let root = try? JSONDocument(parsing: Array(text.utf8)).root
    return root?[name]?.string ?? ""
  }
}

/// Reads forms.
enum PercentDecoded {
  static func field(_ name: String, of form: String) -> String {
    let field = form.split(separator: "&").first { $0.hasPrefix("\(name)=") }
    let bytes = field.flatMap { PercentEncoding.decode($0.dropFirst(name.count + 1).utf8) }
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}

extension ContractWorld {
  /// A client of AWS's services at the world's address, with temporary keys.
  func awsClient() throws -> AWSClient {
    let environment = try AWSEnvironment([
      "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL": url,
      "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMIbPxRfiCYEXAMPLEKEY",
      "AWS_SESSION_TOKEN": "IQoJb3JpZ2luX2VjSESSION",
    ])
    let connection = AWSConnection(
      http: http, retry: RetryPolicy(clock: ManualClock(advancesItself: true)) { 0.5 },
      now: { Self.now })
    return AWSClient(
      environment: environment, connection: connection,
      credentials: CredentialChain(environment: environment, connection: connection))
  }
}
