package import Model

/// What IAM's list says about a managed policy.
///
/// What depends on the account that asks, such as how often the policy is attached, is left out.
package struct ManagedPolicySummary: Sendable, Equatable {
  /// As IAM gives it, not yet checked to be a name the archive takes.
  package let name: String
  package let arn: String
  /// Begins and ends with `/`.
  package let path: String
  /// Such as `v6`.
  package let defaultVersionID: String
  package let createDate: Timestamp
  /// When the default version was last changed.
  package let updateDate: Timestamp

  init(_ element: XMLElement) throws(UnreadableAnswer) {
    name = try element.requiredText("PolicyName")
    arn = try element.requiredText("Arn")
    path = try element.requiredText("Path")
    defaultVersionID = try element.requiredText("DefaultVersionId")
    createDate = try element.requiredTime("CreateDate")
    updateDate = try element.requiredTime("UpdateDate")
  }
}

/// A version of a managed policy, without its document.
package struct ManagedPolicyVersionSummary: Sendable, Equatable {
  /// Such as `v6`.
  package let versionID: String
  package let isDefault: Bool
  package let createDate: Timestamp

  init(_ element: XMLElement) throws(UnreadableAnswer) {
    versionID = try element.requiredText("VersionId")
    isDefault = try element.required("IsDefaultVersion").flag
    createDate = try element.requiredTime("CreateDate")
  }
}

/// A version of a managed policy with its document.
package struct ManagedPolicyVersion: Sendable, Equatable {
  /// The text AWS stores, key order and white space as they are; not yet checked to be JSON.
  package let document: [UInt8]
  /// Such as `v6`.
  package let versionID: String
  package let isDefault: Bool
  package let createDate: Timestamp

  init(_ element: XMLElement) throws(UnreadableAnswer) {
    let summary = try ManagedPolicyVersionSummary(element)
    document = try Self.decoded(element.requiredText("Document"))
    versionID = summary.versionID
    isDefault = summary.isDefault
    createDate = summary.createDate
  }

  /// Decodes `%XX` only: in IAM's encoding a `+` is a plus.
  ///
  /// A text that begins with `{` is none of IAM's, which encodes that; servers that stand in for
  /// IAM send the document as it is. The loop is written out, over an array, because a run that
  /// imports everything spends its time here.
  private static func decoded(_ text: String) throws(UnreadableAnswer) -> [UInt8] {
    let bytes = Array(text.utf8)
    if text.first(where: { !$0.isWhitespace }) == "{" { return bytes }
    var document: [UInt8] = []
    document.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        document.append(bytes[index])
        index += 1
        continue
      }
      guard index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      else { throw UnreadableAnswer("the document has a `%` without two digits") }
      document.append(high << 4 | low)
      index += 3
    }
    return document
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

extension XMLElement {
  /// A child that every such answer has.
  func required(_ name: String) throws(UnreadableAnswer) -> XMLElement {
    guard let child = self[name] else {
      throw UnreadableAnswer("the answer has no `\(name)` in `\(Excerpt(self.name))`")
    }
    return child
  }

  /// The text of such a child, which may not be empty.
  func requiredText(_ name: String) throws(UnreadableAnswer) -> String {
    let text = try required(name).text
    guard !text.isEmpty else { throw UnreadableAnswer("the answer's `\(name)` is empty") }
    return text
  }

  func requiredTime(_ name: String) throws(UnreadableAnswer) -> Timestamp {
    let text = try requiredText(name)
    guard let time = Timestamp(rfc3339: text) else {
      throw UnreadableAnswer("the answer's `\(name)` is no time: `\(Excerpt(text))`")
    }
    return time
  }

  /// The element's own text as `true` or `false`.
  var flag: Bool {
    get throws(UnreadableAnswer) {
      switch text {
      case "true": true
      case "false": false
      default:
        throw UnreadableAnswer("the answer's `\(name)` is neither `true` nor `false`")
      }
    }
  }
}
