import AWS
import Model

extension DoctorCheck {
  /// Each call to AWS that a run may make is permitted: each is made once, and only reads.
  static let permissions = DoctorCheck(
    "permissions", after: "credentials"
  ) { examination async throws(Diagnosis) in
    let client = try examination.neededAccount().client
    var trial = PermissionTrial()
    if examination.observesIAM { await trial.attemptAll(of: IAM(client)) }
    if examination.asksAccessAnalyzer { await trial.attemptAll(of: AccessAnalyzer(client)) }
    return try trial.diagnosis()
  }
}

/// Which calls AWS answered.
private struct PermissionTrial {
  /// Without these a run still works: then a second list decides what was deprecated.
  private static let optional: Set = ["iam:GetPolicy"]

  private var permitted: [String] = []
  private var errors: [(action: String, error: AWSError)] = []

  mutating func attemptAll(of iam: IAM) async {
    let listed = await attempt("iam:ListPolicies") { () async throws(AWSError) in
      // A path with about ten policies, so that one small page answers.
      try await iam.listPolicies(scope: .aws, pathPrefix: "/job-function/")
    }
    let arn = listed?.first?.arn ?? "arn:aws:iam::aws:policy/AdministratorAccess"
    let version = listed?.first?.defaultVersionID ?? "v1"
    await attempt("iam:GetPolicy") { () async throws(AWSError) in
      try await iam.getPolicy(arn: arn)
    }
    await attempt("iam:GetPolicyVersion") { () async throws(AWSError) in
      try await iam.getPolicyVersion(arn: arn, versionID: version)
    }
    await attempt("iam:ListPolicyVersions") { () async throws(AWSError) in
      try await iam.listPolicyVersions(arn: arn)
    }
  }

  mutating func attemptAll(of analyzer: AccessAnalyzer) async {
    await attempt("access-analyzer:ValidatePolicy") { () async throws(AWSError) in
      try await analyzer.validatePolicy(
        #"{"Version": "2012-10-17", "Statement": []}"#, as: .identity)
    }
  }

  @discardableResult
  private mutating func attempt<Answer>(
    _ action: String, _ call: () async throws(AWSError) -> Answer
  ) async -> Answer? {
    do throws(AWSError) {
      let answer = try await call()
      permitted.append(action)
      return answer
    } catch {
      // AWS says that there is no such policy only to those who may ask for one.
      if error.isNoSuchEntity { permitted.append(action) } else { errors.append((action, error)) }
      return nil
    }
  }

  func diagnosis() throws(Diagnosis) -> Diagnosis {
    let list = permitted.joined(separator: ", ")
    let needed = errors.filter { !Self.optional.contains($0.action) }
    if let first = needed.first {
      let denied = needed.filter(\.error.isAccessDenied).map(\.action)
      guard denied.count > 1 else { throw .bad(first.error) }
      throw .bad("not permitted: \(denied.joined(separator: ", "))", hint: first.error.hint)
    }
    guard errors.isEmpty else {
      throw .warning(
        "permitted: \(list); not iam:GetPolicy",
        hint: "without it a policy is taken for deprecated when two lists lack it")
    }
    return .good("permitted: \(list)")
  }
}
