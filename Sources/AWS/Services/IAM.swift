extension Service {
  /// Identity and Access Management; one endpoint per partition.
  package static let iam = Service(name: "iam", variable: "IAM")
}

/// The calls to IAM that read managed policies.
package struct IAM: Sendable {
  /// The most IAM gives in one page.
  static let pageItemsMax = 1_000
  /// The most pages of one list: 200,000 policies, a hundred times what there are.
  static let pagesMax = 200
  private static let version = "2010-05-08"

  private let client: AWSClient

  package init(_ client: AWSClient) {
    self.client = client
  }

  /// Whose policies are listed.
  package enum Scope: String, Sendable {
    case all = "All"
    case aws = "AWS"
    case local = "Local"
  }

  /// All policies of a scope, in IAM's order, which means nothing.
  ///
  /// The list is whole or an error: pages that repeat, contradict each other or do not end are
  /// refused, and so is a name that occurs twice.
  package func listPolicies(
    scope: Scope, pathPrefix: String? = nil
  ) async throws(AWSError) -> [ManagedPolicySummary] {
    var parameters = ["Scope": scope.rawValue]
    parameters["PathPrefix"] = pathPrefix
    let policies = try await list("ListPolicies", parameters, of: "Policies") {
      element throws(UnreadableAnswer) in try ManagedPolicySummary(element)
    }
    var names: Set<String> = []
    for policy in policies where !names.insert(policy.name).inserted {
      throw AWSError(
        .inconsistent(reason: "the list has `\(Excerpt(policy.name))` twice"),
        action: "iam:ListPolicies")
    }
    return policies
  }

  /// What the list says about one policy; fails with `isNoSuchEntity` where IAM has none.
  package func getPolicy(arn: String) async throws(AWSError) -> ManagedPolicySummary {
    try await read("GetPolicy", ["PolicyArn": arn]) { result throws(UnreadableAnswer) in
      try ManagedPolicySummary(result.required("Policy"))
    }
  }

  /// A version with its document; fails with `isNoSuchEntity` where IAM has none, or no longer.
  package func getPolicyVersion(
    arn: String, versionID: String
  ) async throws(AWSError) -> ManagedPolicyVersion {
    try await read("GetPolicyVersion", ["PolicyArn": arn, "VersionId": versionID]) {
      result throws(UnreadableAnswer) in
      let version = try ManagedPolicyVersion(result.required("PolicyVersion"))
      guard version.versionID == versionID else {
        throw UnreadableAnswer(
          "asked for \(versionID), got `\(Excerpt(version.versionID))`")
      }
      return version
    }
  }

  /// The versions IAM still serves, newest first as IAM has them.
  package func listPolicyVersions(
    arn: String
  ) async throws(AWSError) -> [ManagedPolicyVersionSummary] {
    try await list("ListPolicyVersions", ["PolicyArn": arn], of: "Versions") {
      element throws(UnreadableAnswer) in try ManagedPolicyVersionSummary(element)
    }
  }
}

extension IAM {
  private func read<Answer: Sendable>(
    _ operation: String, _ parameters: [String: String],
    _ body: @escaping @Sendable (XMLElement) throws(UnreadableAnswer) -> Answer
  ) async throws(AWSError) -> Answer {
    try await client.perform(
      Operation.query(.iam, operation, version: Self.version, parameters).map(body))
  }

  /// Walks the pages of a list until IAM says that it is whole; how many came says nothing.
  private func list<Item: Sendable>(
    _ operation: String, _ parameters: [String: String], of list: String,
    _ body: @escaping @Sendable (XMLElement) throws(UnreadableAnswer) -> Item
  ) async throws(AWSError) -> [Item] {
    try await pages(operation, parameters) { result throws(UnreadableAnswer) in
      try result.required(list).children.map(body)
    }
  }

  /// Does the same for an answer whose items stand in several lists.
  func pages<Item: Sendable>(
    _ operation: String, _ parameters: [String: String],
    _ items: @escaping @Sendable (XMLElement) throws(UnreadableAnswer) -> [Item]
  ) async throws(AWSError) -> [Item] {
    var parameters = parameters
    parameters["MaxItems"] = String(Self.pageItemsMax)
    var all: [Item] = []
    var markers: Set<String> = []
    for _ in 0..<Self.pagesMax {
      let page = try await read(operation, parameters) { result throws(UnreadableAnswer) in
        Page(items: try items(result), marker: try result.nextMarker)
      }
      all += page.items
      guard let marker = page.marker else { return all }
      guard markers.insert(marker).inserted else {
        throw inconsistent("a page of the list points back to an earlier one", operation)
      }
      parameters["Marker"] = marker
    }
    throw inconsistent("the list has more than \(Self.pagesMax) pages", operation)
  }

  private func inconsistent(_ reason: String, _ operation: String) -> AWSError {
    AWSError(.inconsistent(reason: reason), action: "iam:\(operation)")
  }
}

/// One page of a list.
private struct Page<Item: Sendable>: Sendable {
  let items: [Item]
  /// Where the next page begins; nil on the last.
  let marker: String?
}

extension XMLElement {
  fileprivate var nextMarker: String? {
    get throws(UnreadableAnswer) {
      guard try self["IsTruncated"]?.flag ?? false else { return nil }
      guard let marker = text(of: "Marker"), !marker.isEmpty else {
        throw UnreadableAnswer("the list goes on, but the answer does not say where")
      }
      return marker
    }
  }
}
