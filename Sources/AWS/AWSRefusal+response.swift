import HTTP
import Model
import PolicyLanguage

extension AWSRefusal {
  /// Reads an answer that is no success, in whichever format the service or something in front of
  /// it has written it.
  init(_ response: HTTPResponse, now: Timestamp, credentialSource: String?) {
    let answer = ErrorAnswer(response)
    status = response.status
    code = answer?.code
    message = answer.map { Self.sentence($0.message) } ?? Self.page(response)
    requestID = (answer?.requestID ?? response.header("x-amzn-requestid"))
      .map { Excerpt($0).description }
    clockOffset = response.date.map { $0.seconds - now.seconds }
    self.credentialSource = credentialSource
  }

  /// Only the first line: behind it IAM and STS write out the signed request, and with it the
  /// session token.
  private static func sentence(_ message: String) -> String {
    let lines = message.split(whereSeparator: \.isNewline)
    return lines.first.map { Excerpt(String($0)).description } ?? ""
  }

  private static func page(_ response: HTTPResponse) -> String {
    guard !response.body.isEmpty else { return "the answer has no text" }
    let type = response.header("content-type") ?? "of unknown type"
    return "the answer is `\(Excerpt(type))`: `\(Excerpt(page: response.body))`"
  }
}

/// The three members every error of AWS has.
private struct ErrorAnswer {
  let code: String
  let message: String
  let requestID: String?

  /// Nil where the body is no error as AWS writes them.
  init?(_ response: HTTPResponse) {
    switch response.firstByte {
    case UInt8(ascii: "<"): self.init(xml: response.body)
    case UInt8(ascii: "{"): self.init(json: response)
    default: return nil
    }
  }

  private init?(xml body: [UInt8]) {
    let tree = Result { () throws(XMLError) in try XMLParser.parse(body) }
    guard case .success(let root) = tree,
      let error = root.name == "Error" ? root : root["Error"] ?? root["Errors"]?["Error"],
      let code = error.text(of: "Code"), !code.isEmpty
    else { return nil }
    self.code = Excerpt(code).description
    message = error.text(of: "Message") ?? ""
    requestID = root.text(of: "RequestId")
  }

  /// The code stands in the body or a header, before or after a name space and an address.
  private init?(json response: HTTPResponse) {
    let parsed = Result { () throws(JSONSyntaxError) in try JSONDocument(parsing: response.body) }
    guard case .success(let document) = parsed else { return nil }
    let root = document.root
    let type = root["__type"]?.string ?? root["code"]?.string ?? response.header("x-amzn-errortype")
    guard let name = type?.split(separator: "#").last?.split(separator: ":").first else {
      return nil
    }
    code = Excerpt(String(name)).description
    message = root["message"]?.string ?? root["Message"]?.string ?? ""
    requestID = nil
  }
}
