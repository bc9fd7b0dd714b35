package import Model
package import PolicyLanguage

/// Policies for tests: short, but of the real form.
package enum PolicyFixture {
  /// A policy's name; the test names only what is one.
  package static func name(_ text: String) -> PolicyName {
    guard let name = PolicyName(text) else { preconditionFailure("`\(text)` is no policy name") }
    return name
  }

  package static func id(_ number: Int) -> VersionID {
    guard let id = VersionID(number: number) else { preconditionFailure("no version \(number)") }
    return id
  }

  /// The time of a day in January 2026, at noon.
  package static func day(_ day: Int) -> Timestamp {
    let text = "2026-01-\(day < 10 ? "0" : "")\(day)T12:00:00Z"
    guard let time = Timestamp(rfc3339: text) else { preconditionFailure("no day \(day)") }
    return time
  }

  /// A document with one Allow statement for some actions.
  package static func document(_ actions: String...) -> JSONDocument {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return parse(
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["#
        + list + #"], "Resource": "*"}]}"#)
  }

  package static func parse(_ text: String) -> JSONDocument {
    do {
      return try JSONDocument(parsing: Array(text.utf8))
    } catch {
      preconditionFailure("the test's own JSON is broken: \(error)")
    }
  }

  /// Version `number` of a policy, made on a day of January 2026.
  package static func version(
    _ policy: String, _ number: Int, day: Int, _ document: JSONDocument
  ) -> PolicyVersion {
    PolicyVersion(name: name(policy), id: id(number), createDate: Self.day(day), document: document)
  }
}
