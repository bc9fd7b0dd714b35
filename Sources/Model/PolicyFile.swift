import PolicyLanguage

/// The form of the files in `policies/`: what `aws iam get-policy-version` prints today.
///
/// What MAMIP and IAMTrail stored over the years is read too: members in any order and layout,
/// dates in every spelling of RFC 3339, a document that is a text, no wrapper around it all.
package enum PolicyFile {
  /// Reads the file of the policy `name`; what is neither a version nor a date is refused, what the
  /// form does not know is skipped.
  package static func decode(
    _ bytes: [UInt8], name: PolicyName
  ) throws(PolicyFileError) -> PolicyVersion {
    let body = try versionBody(of: parse(bytes).root)
    guard let document = body["Document"] else {
      throw .notAPolicyVersion("it has no `Document`")
    }
    var version = PolicyVersion(
      name: name, id: try versionID(in: body), createDate: try createDate(in: body),
      document: try PolicyDocumentText.document(of: document))
    version.isDefault = try isDefault(in: body)
    return version
  }

  /// Writes the canonical file, which depends on nothing but the version and ends with a line feed.
  package static func encode(_ version: PolicyVersion) -> [UInt8] {
    let file: JSON = [
      "PolicyVersion": [
        "Document": .node(version.document.root),
        "VersionId": .string(version.id.description),
        "IsDefaultVersion": true,
        "CreateDate": .string(version.createDate.rfc3339WithOffset),
      ]
    ]
    return JSONWriter.canonical(file) + [UInt8(ascii: "\n")]
  }

  /// Whether a line of the text begins as the markers do that git leaves in a merge that failed.
  package static func hasConflictMarkers(_ bytes: [UInt8]) -> Bool {
    let markers = ["<<<<<<< ", ">>>>>>> "]
    return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      markers.contains { line.starts(with: $0.utf8) }
    }
  }

  private static func parse(_ bytes: [UInt8]) throws(PolicyFileError) -> JSONDocument {
    guard !bytes.allSatisfy(\.isJSONSpace) else { throw .empty }
    do {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw hasConflictMarkers(bytes) ? .conflictMarkers : .notJSON(error)
    }
  }

  private static func versionBody(of root: JSONNode) throws(PolicyFileError) -> JSONNode {
    guard root.kind == .object else { throw .notAPolicyVersion("it is not an object") }
    guard let wrapped = root["PolicyVersion"] else {
      guard root["Document"] != nil else {
        throw .notAPolicyVersion("it has neither `PolicyVersion` nor `Document`")
      }
      return root
    }
    guard wrapped.kind == .object else {
      throw .notAPolicyVersion("its `PolicyVersion` is not an object")
    }
    return wrapped
  }

  private static func versionID(in body: JSONNode) throws(PolicyFileError) -> VersionID {
    let text = try text(of: "VersionId", in: body)
    guard let id = VersionID(text) else { throw .badVersionID(text) }
    return id
  }

  private static func createDate(in body: JSONNode) throws(PolicyFileError) -> Timestamp {
    let text = try text(of: "CreateDate", in: body)
    guard let date = Timestamp(rfc3339: text), date.seconds >= 0 else { throw .badDate(text) }
    return date
  }

  /// A file that does not say so holds the default version: nothing else is ever stored.
  private static func isDefault(in body: JSONNode) throws(PolicyFileError) -> Bool {
    guard let member = body["IsDefaultVersion"] else { return true }
    guard let value = member.bool else {
      throw .notAPolicyVersion("its `IsDefaultVersion` is neither true nor false")
    }
    return value
  }

  private static func text(
    of name: String, in body: JSONNode
  ) throws(PolicyFileError) -> String {
    guard let member = body[name] else { throw .notAPolicyVersion("it has no `\(name)`") }
    guard let text = member.string else {
      throw .notAPolicyVersion("its `\(name)` is not a text")
    }
    return text
  }
}
