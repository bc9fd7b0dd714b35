package import PolicyLanguage

extension IAM {
  /// The lists of the answer, each with what the call's filter names it.
  private static let accountLists = [
    (list: "UserDetailList", filter: "User"), (list: "GroupDetailList", filter: "Group"),
    (list: "RoleDetailList", filter: "Role"), (list: "Policies", filter: "LocalManagedPolicy"),
    (list: "Policies", filter: "AWSManagedPolicy"),
  ]

  /// Users, groups, roles and managed policies of the account, as
  /// `aws iam get-account-authorization-details` prints them; documents stay percent-encoded.
  package func getAccountAuthorizationDetails() async throws(AWSError) -> JSON {
    let names = Self.accountLists.dropLast().map(\.list)
    var parameters: [String: String] = [:]
    for (index, list) in Self.accountLists.enumerated() {
      parameters["Filter.member.\(index + 1)"] = list.filter
    }
    let items = try await pages("GetAccountAuthorizationDetails", parameters) {
      result throws(UnreadableAnswer) in
      var items: [(list: String, value: JSON)] = []
      for name in names {
        items += try result.required(name).children.map { (name, JSON(member: $0)) }
      }
      return items
    }
    let byList = Dictionary(grouping: items, by: \.list)
    return .object(
      names.map { name in JSON.Member(name, .array(byList[name]?.map(\.value) ?? [])) })
  }
}

extension JSON {
  /// Lists whose name does not say so.
  private static let otherLists: Set = ["AttachedManagedPolicies", "Tags"]

  /// What the command line makes of an element: lists, objects, flags by their names, and texts.
  fileprivate init(member element: XMLElement) {
    if element.name.hasSuffix("List") || Self.otherLists.contains(element.name) {
      self = .array(element.children.map { JSON(member: $0) })
    } else if element.children.isEmpty {
      self = element.name.hasPrefix("Is") ? .bool(element.text == "true") : .string(element.text)
    } else {
      self = .object(element.children.map { Member($0.name, JSON(member: $0)) })
    }
  }
}
