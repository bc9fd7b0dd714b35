import HTTP
import PolicyLanguage

/// One call to a service: what is sent, and how a good answer is read.
///
/// Reading belongs to the call, because an answer that cannot be read is one more reason to try
/// again.
struct Operation<Answer: Sendable>: Sendable {
  let service: Service
  /// As AWS names it, such as `ListPolicies`.
  let name: String
  /// The way to the resource; only services in the REST style have one.
  var path: [String] = []
  var query: [(String, String)] = []
  let headers: [HTTPHeader]
  let body: [UInt8]
  /// Whether a repeat changes nothing; what would happen twice is sent once.
  var isRepeatable = true
  let read: @Sendable (HTTPResponse) throws(UnreadableAnswer) -> Answer

  /// As permissions spell it.
  var action: String { "\(service.name):\(name)" }
}

/// An answer that is not what the service answers.
struct UnreadableAnswer: Error, Sendable {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

extension Operation where Answer == XMLElement {
  /// A call in the query protocol, whose answer is the `…Result` element.
  ///
  /// The parameters are sent sorted by name behind the operation, so that a call has one form.
  static func query(
    _ service: Service, _ name: String, version: String, _ parameters: [String: String]
  ) -> Operation {
    let fields =
      [(name: "Action", value: name), (name: "Version", value: version)]
      + parameters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    return Operation(
      service: service, name: name,
      headers: [HTTPHeader("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
      body: PercentEncoding.form(fields),
      read: { response throws(UnreadableAnswer) in
        let root = try response.xml()
        guard root.name == "\(name)Response", let result = root["\(name)Result"] else {
          throw UnreadableAnswer(
            "the answer is `\(Excerpt(root.name))`, not `\(name)Response`")
        }
        return result
      })
  }
}

extension Operation where Answer == JSONNode {
  /// A call in the JSON protocol, whose answer is an object.
  static func json(
    _ service: Service, _ name: String, version: String, target: String, _ body: JSON
  ) -> Operation {
    Operation(
      service: service, name: name,
      headers: [
        HTTPHeader("content-type", "application/x-amz-json-\(version)"),
        HTTPHeader("x-amz-target", "\(target).\(name)"),
      ],
      body: JSONWriter.compact(body),
      read: { response throws(UnreadableAnswer) in try response.jsonObject() })
  }

  /// A call in the REST style with a body in JSON, whose answer is an object.
  static func rest(
    _ service: Service, _ name: String, path: String..., query: [(String, String)] = [],
    _ body: JSON
  ) -> Operation {
    Operation(
      service: service, name: name, path: path, query: query,
      headers: [HTTPHeader("content-type", "application/json")],
      body: JSONWriter.compact(body),
      read: { response throws(UnreadableAnswer) in try response.jsonObject() })
  }
}

extension HTTPResponse {
  fileprivate func xml() throws(UnreadableAnswer) -> XMLElement {
    guard firstByte == UInt8(ascii: "<") else { throw unexpected("XML") }
    let root: XMLElement
    do { root = try XMLParser.parse(body) } catch {
      throw isHTML ? unexpected("XML") : UnreadableAnswer("the answer is no whole XML: \(error)")
    }
    if root.name.lowercased() == "html" { throw unexpected("XML") }
    return root
  }

  /// The text is never shown, because secrets come as JSON.
  fileprivate func jsonObject() throws(UnreadableAnswer) -> JSONNode {
    guard firstByte == UInt8(ascii: "{") else { throw unexpected("JSON") }
    do { return try JSONDocument(parsing: body).root } catch {
      throw UnreadableAnswer("the answer is no whole JSON: \(error)")
    }
  }

  private func unexpected(_ format: String) -> UnreadableAnswer {
    if body.isEmpty { return UnreadableAnswer("the answer is empty") }
    let type = header("content-type").map { "`\(Excerpt($0))`" } ?? "of unknown type"
    return UnreadableAnswer("the answer is not \(format) but \(type): `\(Excerpt(page: body))`")
  }

  /// The first that is no white space.
  var firstByte: UInt8? {
    body.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
  }

  /// Whether the body begins as a page for people does, most of which are no XML.
  private var isHTML: Bool {
    let start = String(decoding: body.prefix(256), as: UTF8.self).lowercased()
    return start.contains("<html") || start.contains("<!doctype html")
  }
}

extension Operation {
  /// The same call with its answer read further.
  func map<Result: Sendable>(
    _ body: @escaping @Sendable (Answer) throws(UnreadableAnswer) -> Result
  ) -> Operation<Result> {
    Operation<Result>(
      service: service, name: name, path: path, query: query, headers: headers, body: self.body,
      isRepeatable: isRepeatable,
      read: { [read] response throws(UnreadableAnswer) in try body(read(response)) })
  }
}
