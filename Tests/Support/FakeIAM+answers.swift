import Foundation
import Model

extension FakeIAM {
  /// One call as it came.
  package struct Call: Sendable, Equatable, CustomStringConvertible {
    package let action: String
    package let parameters: [String: String]

    /// A call of a test's own.
    package init(_ action: String, _ parameters: [String: String] = [:]) {
      self.action = action
      self.parameters = parameters
    }

    /// Reads a body in the query protocol; nil where it is none.
    init?(body: [UInt8]) {
      var components = URLComponents()
      components.percentEncodedQuery = String(decoding: body, as: UTF8.self)
      var parameters: [String: String] = [:]
      for item in components.queryItems ?? [] { parameters[item.name] = item.value ?? "" }
      guard let action = parameters.removeValue(forKey: "Action") else { return nil }
      self.action = action
      self.parameters = parameters
    }

    /// The policy that it asks for; nil for a list.
    package var policy: String? {
      parameters["PolicyArn"].flatMap { $0.split(separator: "/").last.map(String.init) }
    }

    /// `GetPolicyVersion ReadOnlyAccess v2`.
    package var description: String {
      [action, policy, parameters["VersionId"], parameters["Marker"].map { "from \($0)" }]
        .compactMap(\.self).joined(separator: " ")
    }
  }

  /// What IAM answers, by its own rules.
  package func answer(_ call: Call) -> LoopbackServer.Reply {
    switch call.action {
    case "ListPolicies": return listPolicies(call)
    case "GetPolicy" where deniesGetPolicy:
      return error(403, "AccessDenied", "not authorized to perform: iam:GetPolicy")
    case "GetPolicy":
      return with(call) { name, policy in
        reply(call, "<Policy>\(members(name, policy))</Policy>")
      }
    case "GetPolicyVersion": return getPolicyVersion(call)
    case "ListPolicyVersions": return listPolicyVersions(call)
    default: return error(400, "InvalidAction", "Could not find operation \(call.action)")
    }
  }

  /// An error in IAM's form.
  package func error(_ status: Int, _ code: String, _ message: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(
      status, headers: headers,
      """
      <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type>\
      <Code>\(code)</Code><Message>\(Self.escaped(message))</Message></Error>\
      <RequestId>req-1</RequestId></ErrorResponse>
      """)
  }

  /// An answer around the inner part of its result element.
  package func reply(_ call: Call, _ result: String) -> LoopbackServer.Reply {
    LoopbackServer.Reply(200, headers: headers, text(call, result))
  }

  /// The text of such an answer.
  package func text(_ call: Call, _ result: String) -> String {
    """
    <\(call.action)Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">\
    <\(call.action)Result>\(result)</\(call.action)Result>\
    <ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></\(call.action)Response>
    """
  }

  var headers: [(String, String)] {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let date = format.string(from: Date().addingTimeInterval(TimeInterval(clockOffset)))
    return [("Content-Type", "text/xml"), ("Date", date), ("x-amzn-requestid", "req-1")]
  }
}

extension FakeIAM {
  private func listPolicies(_ call: Call) -> LoopbackServer.Reply {
    let names = policies.keys.sorted()
    let start = Int(call.parameters["Marker"] ?? "0") ?? 0
    let count = min(Int(call.parameters["MaxItems"] ?? "100") ?? 100, pageItemsMax)
    let page = names.dropFirst(start).prefix(count)
    let list = page.compactMap { name in
      policies[name].map { "<member>\(members(name, $0))</member>" }
    }
    let next = start + page.count
    let end =
      next < names.count
      ? "<IsTruncated>true</IsTruncated><Marker>\(next)</Marker>"
      : "<IsTruncated>false</IsTruncated>"
    return reply(call, "<Policies>\(list.joined())</Policies>\(end)")
  }

  private func getPolicyVersion(_ call: Call) -> LoopbackServer.Reply {
    with(call) { name, policy in
      let version = policy.versions.first { "v\($0.number)" == call.parameters["VersionId"] }
      guard let version else { return noSuchEntity(call) }
      let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~*"))
      let ascii = unreserved.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
      let document = version.document.addingPercentEncoding(withAllowedCharacters: ascii) ?? ""
      return reply(
        call,
        "<PolicyVersion><Document>\(document)</Document>\(members(version, policy))</PolicyVersion>"
      )
    }
  }

  private func listPolicyVersions(_ call: Call) -> LoopbackServer.Reply {
    with(call) { name, policy in
      let list = policy.versions.reversed().map { "<member>\(members($0, policy))</member>" }
      return reply(
        call, "<Versions>\(list.joined())</Versions><IsTruncated>false</IsTruncated>")
    }
  }

  private func with(
    _ call: Call, _ body: (String, Policy) -> LoopbackServer.Reply
  ) -> LoopbackServer.Reply {
    let found = policies.first { arn(of: $0.key) == call.parameters["PolicyArn"] }
    return found.map { body($0.key, $0.value) } ?? noSuchEntity(call)
  }

  private func noSuchEntity(_ call: Call) -> LoopbackServer.Reply {
    let arn = call.parameters["PolicyArn"] ?? ""
    return error(404, "NoSuchEntity", "Policy \(arn) does not exist or is not attachable.")
  }

  private func members(_ name: String, _ policy: Policy) -> String {
    let first = policy.versions.first?.date.rfc3339 ?? ""
    let last = policy.versions.last?.date.rfc3339 ?? ""
    return """
      <PolicyName>\(Self.escaped(name))</PolicyName><PolicyId>ANPA\(name.utf8.count)</PolicyId>\
      <Arn>\(Self.escaped(arn(of: name)))</Arn><Path>\(policy.path)</Path>\
      <DefaultVersionId>v\(policy.defaultVersion)</DefaultVersionId>\
      <AttachmentCount>3</AttachmentCount>\
      <PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>\
      <IsAttachable>true</IsAttachable><CreateDate>\(first)</CreateDate>\
      <UpdateDate>\(last)</UpdateDate>
      """
  }

  private func members(_ version: Version, _ policy: Policy) -> String {
    """
    <VersionId>v\(version.number)</VersionId>\
    <IsDefaultVersion>\(version.number == policy.defaultVersion)</IsDefaultVersion>\
    <CreateDate>\(version.date.rfc3339)</CreateDate>
    """
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { output, scalar in
      let isPlain =
        scalar.isASCII && scalar.value >= 0x20 && !"<>&\"".unicodeScalars.contains(scalar)
      output += isPlain ? String(scalar) : "&#\(scalar.value);"
    }
  }
}
