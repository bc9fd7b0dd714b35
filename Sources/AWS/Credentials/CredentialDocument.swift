import Model
import PolicyLanguage

/// The JSON object in which programs, containers and EC2 hand over credentials.
///
/// Nothing of its text ever stands in a message.
struct CredentialDocument: Sendable {
  private let members: [String: String]
  let origin: String

  /// Takes the members that are texts or numbers; others are none of ours.
  init(_ bytes: [UInt8], from origin: String) throws(CredentialFailure) {
    let document: JSONDocument
    do { document = try JSONDocument(parsing: bytes) } catch {
      throw CredentialFailure("\(origin) gave no JSON: \(error.reason)")
    }
    guard document.root.kind == .object else {
      throw CredentialFailure("\(origin) gave JSON that is no object")
    }
    var members: [String: String] = [:]
    for member in document.root.members {
      members[member.name] = member.value.string ?? member.value.numberText
    }
    self.members = members
    self.origin = origin
  }

  subscript(_ member: String) -> String? { members[member] }
}

extension Credentials {
  /// Reads the members every such document has; only the token's name differs.
  init(
    document: CredentialDocument, tokenMember: String, now: Timestamp, source: String
  ) throws(CredentialFailure) {
    guard let id = document["AccessKeyId"], let secret = document["SecretAccessKey"] else {
      throw CredentialFailure("\(document.origin) gave no `AccessKeyId` and `SecretAccessKey`")
    }
    let expiration = try document["Expiration"].map { (text) throws(CredentialFailure) in
      guard let time = Timestamp(rfc3339: text) else {
        throw CredentialFailure("\(document.origin) gave an `Expiration` that is no time")
      }
      return time
    }
    if let expiration, expiration <= now {
      throw CredentialFailure(
        "\(document.origin) gave credentials that ran out at \(expiration)",
        hint: "if they are new, this machine's clock is wrong: it says \(now)")
    }
    try self.init(
      accessKeyID: id, secretAccessKey: secret, sessionToken: document[tokenMember],
      expiration: expiration, source: source)
  }
}
