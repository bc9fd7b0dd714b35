/// AWS's answer that it will not do what was asked.
package struct AWSRefusal: Sendable, Equatable {
  package let status: Int
  /// AWS's own word, such as `NoSuchEntity`; nil where something else answered in its place.
  package let code: String?
  /// AWS's sentence, or the beginning of the page that came instead; safe to print.
  package let message: String
  /// For AWS's support; nil where the answer had none.
  package let requestID: String?
  /// How far AWS's clock is ahead of this machine's, in seconds, by the answer's `Date`.
  package let clockOffset: Int64?
  /// Where the credentials came from by which the request was signed; nil where it was not signed.
  package let credentialSource: String?

  /// From this difference on AWS refuses signatures.
  static let clockOffsetMax: Int64 = 300
}

extension AWSRefusal {
  /// Whether AWS has no such policy, role, secret or other thing.
  package var isNoSuchEntity: Bool { code == "NoSuchEntity" || code == "ResourceNotFoundException" }

  /// Whether the credentials are valid, but may not do this.
  package var isAccessDenied: Bool {
    ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"].contains(code)
  }

  /// Whether the temporary credentials have run out.
  package var isExpiredToken: Bool { code == "ExpiredToken" || code == "ExpiredTokenException" }

  /// Whether AWS will not take what it was given, however often it is sent: too long, for example.
  package var isInvalidInput: Bool { code == "ValidationException" || status == 413 }

  /// By AWS's own codes: IAM throttles with status 400.
  package var isThrottling: Bool {
    code.map(Self.throttlingCodes.contains) ?? (status == 429)
  }

  /// Whether the same request may succeed a moment later.
  var isTransient: Bool {
    [500, 502, 503, 504].contains(status) || code.map(Self.transientCodes.contains) ?? false
  }

  /// Whether the signature was refused and the clocks differ by more than AWS allows.
  package var isClockSkew: Bool {
    guard let clockOffset, abs(clockOffset) >= Self.clockOffsetMax else { return false }
    return code.map(Self.signatureCodes.contains) ?? false
  }

  /// The codes of botocore's standard mode.
  ///
  /// IAM's `LimitExceeded`, the sixth version of a policy, is not among them.
  private static let throttlingCodes: Set = [
    "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException",
    "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
    "RequestThrottled", "RequestThrottledException", "SlowDown", "ThrottledException",
    "Throttling", "ThrottlingException", "TooManyRequestsException",
    "TransactionInProgressException",
  ]

  private static let transientCodes: Set = [
    "IDPCommunicationError", "RequestTimeout", "RequestTimeoutException",
  ]

  private static let signatureCodes: Set = [
    "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
  ]
}

extension AWSRefusal: CustomStringConvertible {
  package var description: String {
    if isClockSkew, let clockOffset {
      let distance = Self.spoken(clockOffset)
      return "the signature was refused, because this machine's clock is \(distance)"
    }
    let name = code ?? "status \(status)"
    let request = requestID.map { " (request \($0))" } ?? ""
    return message.isEmpty ? name + request : "\(name): \(message)\(request)"
  }

  /// `10 minutes behind` for an AWS clock that is 600 seconds ahead.
  private static func spoken(_ offset: Int64) -> String {
    let minutes = (abs(offset) + 30) / 60
    let side = offset > 0 ? "behind" : "ahead"
    return minutes < 120 ? "\(minutes) minutes \(side)" : "\(minutes / 60) hours \(side)"
  }
}

extension AWSRefusal {
  /// What to do about it.
  func hint(for action: String?) -> String? {
    if isClockSkew { return "set the clock, by NTP for example, and run again" }
    guard let advice = advice(for: action) else { return nil }
    return credentialSource.map { "\(advice); the credentials are those of \($0)" } ?? advice
  }

  private func advice(for action: String?) -> String? {
    switch code {
    case "AccessDenied" where action == "sts:AssumeRoleWithWebIdentity":
      "the role's trust policy must accept this identity provider, audience and subject"
    case _ where isAccessDenied:
      action.map { "the identity needs the permission `\($0)`" }
    case "InvalidClientTokenId", "UnrecognizedClientException":
      "the access key is unknown or inactive in this partition; temporary keys also need their "
        + "session token"
    case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature":
      "the secret access key does not fit the access key id, or something on the way changes "
        + "requests"
    case _ where isExpiredToken:
      "get new credentials"
    case "InvalidIdentityToken":
      "the account needs an identity provider for the token's issuer, with its audience"
    case _ where isThrottling:
      "AWS limits how often it may be asked; run again later, or raise `AWS_MAX_ATTEMPTS`"
    default: nil
    }
  }
}
