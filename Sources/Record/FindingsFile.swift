import Model
import PolicyLanguage

/// The form of `findings/<PolicyName>.json`.
///
/// Older archives hold bare lists of findings; these are read too.
struct FindingsFile {
  /// The list of findings; nil where the policy was not validated.
  let findings: JSONNode?
  /// The version that was validated, where the file says so.
  let version: String?
  /// Why the policy was not validated.
  let error: String?

  /// Nil where the bytes have neither form.
  init?(_ bytes: [UInt8]) {
    do {
      self.init(try JSONDocument(parsing: bytes).root)
    } catch {
      return nil
    }
  }

  private init?(_ root: JSONNode) {
    guard let list = root.kind == .array ? root : root["findings"],
      list.kind == .array || list.isNull
    else { return nil }
    findings = list.isNull ? nil : list
    version = root["validatePolicyResponse"]?["policyVersion"]?.string
    error = root["validatePolicyResponse"]?["error"]?.string
  }

  /// Whether the file says what a validation found, in a version that it need not name.
  func says(_ validation: PolicyValidation, of version: VersionID? = nil) -> Bool {
    if let version, let own = self.version, own != version.description { return false }
    return switch validation.outcome {
    case .findings(let found):
      findings.map { JSON.node($0) == .array(found.map(\.json)) } ?? false
    case .notValidated(let reason): findings == nil && error == SafeText.line(reason)
    }
  }
}

extension FindingsFile {
  /// The file of a validation; nil where there is nothing to say.
  static func encode(
    _ validation: PolicyValidation, of version: VersionID, form: Run.Form
  ) -> [UInt8]? {
    switch validation.outcome {
    case .findings(let findings) where findings.isEmpty: return nil
    case .findings(let findings):
      let list = JSON.array(findings.map(\.json))
      return form == .mamip
        ? line(list, indentedBy: 2)
        : line(["findings": list, "validatePolicyResponse": response(validation, version)])
    case .notValidated(let reason):
      return line([
        "findings": nil, "validatePolicyResponse": ["error": .string(SafeText.line(reason))],
      ])
    }
  }

  /// Puts the bare array of MAMIP's archives into today's form; nil where it is none.
  ///
  /// Those archives were validated by Access Analyzer, and did not say at which version.
  static func wrapping(bareArray bytes: [UInt8]) -> [UInt8]? {
    do {
      let root = try JSONDocument(parsing: bytes).root
      guard root.kind == .array else { return nil }
      return line([
        "findings": .node(root),
        "validatePolicyResponse": [
          "policyType": .string(PolicyType.identity.serviceName), "validator": "access-analyzer",
        ],
      ])
    } catch {
      return nil
    }
  }

  private static func response(_ validation: PolicyValidation, _ version: VersionID) -> JSON {
    .object(
      [
        JSON.Member("policyType", .string(PolicyType.identity.serviceName)),
        JSON.Member("policyVersion", .string(version.description)),
        JSON.Member("validator", .string(validation.validator)),
        JSON.Member(
          "serviceReference", validation.serviceReference.map { .string($0) } ?? .null),
      ] + [validation.doubt].compactMap(\.self).map { JSON.Member("uncertain", .string($0)) })
  }

  private static func line(_ value: JSON, indentedBy indentation: Int = 4) -> [UInt8] {
    JSONWriter.canonical(value, indentedBy: indentation) + [UInt8(ascii: "\n")]
  }
}
