import Model
package import PolicyLanguage

/// An entry for each policy, also where it has no findings, with what `ValidatePolicy` says.
struct JSONArray: ReportFormat {
  static let name = "json"
  static let showsPlaces = false

  func bytes(of report: Report) -> [UInt8] {
    let list = JSON.array(report.policies.map(\.json) + report.failures.map(\.json))
    return JSONWriter.canonical(list) + [UInt8(ascii: "\n")]
  }
}

extension PolicyReport {
  /// The findings as `ValidatePolicy` has them; null where the policy was not validated.
  package var findingsJSON: JSON {
    notValidated == nil ? .array(findings.map(\.json)) : .null
  }

  fileprivate var json: JSON {
    var members: [JSON.Member] = [
      JSON.Member("file", .string(file)),
      JSON.Member("policy", .string(policy)),
      JSON.Member("policyType", .string(type.serviceName)),
      JSON.Member("pointer", .string(pointer)),
      JSON.Member("findings", findingsJSON),
    ]
    if let notValidated { members.append(JSON.Member("error", .string(notValidated.reason))) }
    return .object(members)
  }
}

extension PlacedFinding {
  fileprivate var json: JSON {
    let more = [("onlyIn", onlyIn), ("uncertain", doubt)].compactMap { name, value in
      value.map { JSON.Member(name, .string($0)) }
    }
    guard !more.isEmpty, case .object(let members) = finding.json else { return finding.json }
    return .object(members + more)
  }
}

extension FileFailure {
  fileprivate var json: JSON {
    [
      "file": .string(file), "policy": nil, "policyType": nil, "pointer": nil, "findings": nil,
      "error": .string(text),
    ]
  }
}
