package import Model
import PolicyLanguage

extension Service {
  /// IAM Access Analyzer; regional.
  package static let accessAnalyzer = Service(
    name: "access-analyzer", variable: "ACCESSANALYZER")
}

/// Asks IAM Access Analyzer what is wrong with a policy.
package struct AccessAnalyzer: Sendable {
  /// The most pages of findings for one policy, of a hundred findings each.
  static let pagesMax = 100

  private let client: AWSClient

  package init(_ client: AWSClient) {
    self.client = client
  }

  /// Asks for everything that the service finds in a policy.
  ///
  /// - Parameters:
  ///   - document: the text in which the places of findings are counted.
  ///   - type: what the policy is attached to.
  /// - Returns: the findings of all pages, in the service's order.
  /// - Throws: with a refusal that `isInvalidInput` where the service does not take the document,
  ///   as it takes none of more than 32 KiB; no finding is no statement about it then.
  package func validatePolicy(
    _ document: String, as type: PolicyType
  ) async throws(AWSError) -> [Finding] {
    var findings: [Finding] = []
    var tokens: Set<String> = []
    var token: String?
    for _ in 0..<Self.pagesMax {
      let page = try await page(after: token, document, type)
      findings += page.findings
      guard let next = page.nextToken else { return findings }
      guard tokens.insert(next).inserted else {
        throw inconsistent("a page of findings points back to an earlier one")
      }
      token = next
    }
    throw inconsistent("the findings have more than \(Self.pagesMax) pages")
  }

  private func page(
    after token: String?, _ document: String, _ type: PolicyType
  ) async throws(AWSError) -> Page {
    var body: [JSON.Member] = [
      JSON.Member("policyDocument", .string(document)),
      JSON.Member("policyType", .string(type.serviceName)),
    ]
    if let resource = type.serviceResourceType {
      body.append(JSON.Member("validatePolicyResourceType", .string(resource)))
    }
    let operation = Operation.rest(
      .accessAnalyzer, "ValidatePolicy", path: "policy", "validation",
      query: token.map { [("nextToken", $0)] } ?? [], .object(body))
    return try await client.perform(
      operation.map { answer throws(UnreadableAnswer) in try Page(answer) })
  }

  private func inconsistent(_ reason: String) -> AWSError {
    AWSError(.inconsistent(reason: reason), action: "access-analyzer:ValidatePolicy")
  }
}

/// One page of findings.
private struct Page: Sendable {
  let findings: [Finding]
  /// Where the next page begins; nil on the last.
  let nextToken: String?

  init(_ answer: JSONNode) throws(UnreadableAnswer) {
    guard let list = answer["findings"], list.kind == .array else {
      throw UnreadableAnswer("the answer has no `findings`")
    }
    var findings: [Finding] = []
    for node in list.elements {
      guard let finding = Finding(node) else {
        throw UnreadableAnswer("a finding of the answer has an unknown form")
      }
      findings.append(finding)
    }
    self.findings = findings
    nextToken = answer["nextToken"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}
