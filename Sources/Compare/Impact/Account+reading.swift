import Model
import PolicyLanguage

extension Account {
  /// Reads what `aws iam get-account-authorization-details` prints.
  ///
  /// Documents are objects, as the command line gives them, or percent-encoded texts, as the API
  /// does.
  package init(parsing text: [UInt8]) throws(AccountError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text)
    } catch {
      throw AccountError(error)
    }
    self = try AccountReader(document: document).account()
  }
}

/// Reads the lists, and says where something else stands than should.
private struct AccountReader {
  let document: JSONDocument

  /// What a principal or a group carries itself.
  private struct Carried {
    var managed: [String]
    var inline: [JSONDocument]
  }

  func account() throws(AccountError) -> Account {
    let root = document.root
    guard root.kind == .object, root["UserDetailList"] != nil || root["RoleDetailList"] != nil
    else {
      throw AccountError(
        "this is not what `aws iam get-account-authorization-details` prints: "
          + "it has neither `UserDetailList` nor `RoleDetailList`", at: root, in: document)
    }
    var groups: [String: Carried] = [:]
    for group in try list("GroupDetailList", of: root) {
      groups[try text("GroupName", of: group)] = try carried(by: group, inline: "GroupPolicyList")
    }
    var principals: [Account.Principal] = []
    var missing: Set<String> = []
    for user in try list("UserDetailList", of: root) {
      let names = try list("GroupList", of: user).compactMap(\.string)
      missing.formUnion(names.filter { groups[$0] == nil })
      principals.append(
        try principal(user, inline: "UserPolicyList", in: names.compactMap { groups[$0] }))
    }
    for role in try list("RoleDetailList", of: root) {
      principals.append(try principal(role, inline: "RolePolicyList", in: []))
    }
    return Account(
      principals: principals, documents: try defaultVersions(of: root),
      missingGroups: missing.sorted(), isCutOff: isCutOff(root))
  }

  /// The service says it with a flag, the command line with a token to go on with.
  private func isCutOff(_ root: JSONNode) -> Bool {
    root["IsTruncated"]?.bool ?? false || root["NextToken"]?.string != nil
  }

  private func principal(
    _ node: JSONNode, inline: String, in groups: [Carried]
  ) throws(AccountError) -> Account.Principal {
    let all = [try carried(by: node, inline: inline)] + groups
    var seen: Set<String> = []
    var boundary: String?
    if let member = node["PermissionsBoundary"], member.kind == .object {
      boundary = try text("PermissionsBoundaryArn", of: member)
    }
    return Account.Principal(
      arn: try text("Arn", of: node),
      managed: all.flatMap(\.managed).filter { seen.insert($0).inserted },
      inline: all.flatMap(\.inline), boundary: boundary)
  }

  private func carried(by node: JSONNode, inline: String) throws(AccountError) -> Carried {
    var carried = Carried(managed: [], inline: [])
    for policy in try list("AttachedManagedPolicies", of: node) {
      carried.managed.append(try text("PolicyArn", of: policy))
    }
    for policy in try list(inline, of: node) {
      carried.inline.append(try policyDocument("PolicyDocument", of: policy))
    }
    return carried
  }

  private func defaultVersions(of root: JSONNode) throws(AccountError) -> [String: JSONDocument] {
    var documents: [String: JSONDocument] = [:]
    for policy in try list("Policies", of: root) {
      let versions = try list("PolicyVersionList", of: policy)
      guard let inForce = versions.first(where: { $0["IsDefaultVersion"]?.bool ?? false }) else {
        continue
      }
      documents[try text("Arn", of: policy)] = try policyDocument("Document", of: inForce)
    }
    return documents
  }

  /// The elements of a list; none where there is no such member.
  private func list(_ name: String, of node: JSONNode) throws(AccountError) -> JSONElements {
    guard node.kind == .object else {
      throw AccountError("this should be an object", at: node, in: document)
    }
    let member = node[name]
    if let member, member.kind != .array, !member.isNull {
      throw AccountError("`\(name)` should be a list", at: member, in: document)
    }
    return (member ?? node).elements
  }

  private func text(_ name: String, of node: JSONNode) throws(AccountError) -> String {
    guard let text = node[name]?.string, !text.isEmpty else {
      throw AccountError("there is no `\(name)` here", at: node[name] ?? node, in: document)
    }
    return text
  }

  private func policyDocument(
    _ name: String, of node: JSONNode
  ) throws(AccountError) -> JSONDocument {
    guard let member = node[name] else {
      throw AccountError("there is no `\(name)` here", at: node, in: document)
    }
    switch member.kind {
    case .object: return JSONDocument(rootedAt: member)
    case .string:
      do {
        return try PolicyDocumentText.read(Array((member.string ?? "").utf8))
      } catch {
        throw AccountError("`\(name)` holds no policy: \(error)", at: member, in: document)
      }
    case .array, .number, .bool, .null:
      throw AccountError("`\(name)` should be an object", at: member, in: document)
    }
  }
}
