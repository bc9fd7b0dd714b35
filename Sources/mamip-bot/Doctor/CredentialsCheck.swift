import AWS
import Model

extension DoctorCheck {
  /// There are AWS credentials, and AWS knows whose they are.
  static let credentials = DoctorCheck("credentials") { examination async throws(Diagnosis) in
    let account = try examination.neededAccount()
    let credentials: Credentials
    do throws(CredentialError) {
      credentials = try await account.credentials.credentials()
    } catch {
      throw .bad("\(error)", hint: error.hint)
    }
    let until = credentials.expiration.map { ", until \($0)" } ?? ""
    do throws(AWSError) {
      let identity = try await STS(account.client).getCallerIdentity()
      return .good(
        "`\(SafeText.line(identity.arn))` by \(SafeText.line(credentials.source))\(until)")
    } catch {
      // A run asks IAM alone, so it does not fail because STS may not or cannot be asked.
      guard error.isAccessDenied || error.isUnreachable else { throw .bad(error) }
      throw .warning(
        "found by \(SafeText.line(credentials.source))\(until), but whose they are is not known: "
          + "\(error)", hint: error.hint)
    }
  }
}

extension AWSError {
  fileprivate var isUnreachable: Bool {
    if case .unreachable = failure { true } else { false }
  }
}
