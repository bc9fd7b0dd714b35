package import PolicyLanguage

/// The form of `DEPRECATED.json`.
///
/// Ours is `{"deprecated_policies": [{policy_name, deprecated_date, reason, last_version, arn}]}`.
/// Other archives' are read too: a list of names or objects, and `{name: date}`.
package enum DeprecatedPolicies {
  /// What a file holds.
  package struct Decoded: Sendable {
    /// The entries that could be read.
    package var policies: [PolicyName: DeprecatedPolicy] = [:]
    /// What was left out or not understood: one line each, safe to print.
    package var problems: [String] = []
  }

  /// Why a file could not be read at all.
  package enum DecodingError: Error, Sendable, Equatable {
    /// The file is not JSON.
    case notJSON(JSONSyntaxError)
    /// A merge went wrong and was committed.
    case conflictMarkers
    /// The file is JSON, but neither a list nor an object.
    case notAList
  }

  /// Reads a file of any form; a bad entry is a problem, and the others are read.
  ///
  /// An empty file holds nothing, which is a problem too.
  package static func decode(_ bytes: [UInt8]) throws(DecodingError) -> Decoded {
    var decoded = Decoded()
    guard !bytes.allSatisfy(\.isJSONSpace) else {
      decoded.problems.append("file is empty")
      return decoded
    }
    let root = try parse(bytes).root
    let list = root["deprecated_policies"] ?? root
    switch list.kind {
    case .array:
      for entry in list.elements { decoded.add(entry) }
    case .object:
      for member in list.members { decoded.add(member.name, date: member.value, entry: nil) }
    case .string, .number, .bool, .null: throw .notAList
    }
    return decoded
  }

  /// Writes our form, sorted by name; what is not known is left out.
  package static func encode(_ policies: some Sequence<DeprecatedPolicy>) -> [UInt8] {
    let entries = policies.sorted { $0.name < $1.name }.map { policy in
      var members = [
        JSON.Member("policy_name", .string(policy.name.text)),
        JSON.Member("deprecated_date", .string(policy.date)),
        JSON.Member("reason", .string(policy.reason)),
      ]
      if let version = policy.lastVersion {
        members.append(JSON.Member("last_version", .string(version.description)))
      }
      if let arn = policy.arn { members.append(JSON.Member("arn", .string(arn))) }
      return JSON.object(members)
    }
    return JSONWriter.canonical(["deprecated_policies": .array(entries)]) + [UInt8(ascii: "\n")]
  }

  /// Writes MAMIP's form `{name: date}`, for tools that read it today.
  package static func encodeFlat(_ policies: some Sequence<DeprecatedPolicy>) -> [UInt8] {
    let members = policies.sorted { $0.name < $1.name }.map { policy in
      JSON.Member(policy.name.text, .string(policy.date))
    }
    return JSONWriter.canonical(.object(members)) + [UInt8(ascii: "\n")]
  }

  private static func parse(_ bytes: [UInt8]) throws(DecodingError) -> JSONDocument {
    do {
      return try JSONDocument(parsing: bytes)
    } catch {
      throw PolicyFile.hasConflictMarkers(bytes) ? .conflictMarkers : .notJSON(error)
    }
  }
}

extension DeprecatedPolicies.DecodingError: CustomStringConvertible {
  /// One line for people.
  package var description: String {
    switch self {
    case .notJSON(let error): "file is not JSON: \(error)"
    case .conflictMarkers: "file holds merge conflict markers"
    case .notAList: "file is neither a list of deprecated policies nor an object"
    }
  }
}
