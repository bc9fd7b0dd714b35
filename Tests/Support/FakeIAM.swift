package import Model

/// What IAM publishes, as a value: AWS managed policies with their versions.
///
/// `FakeIAMServer` answers for it over IAM's own protocol.
package struct FakeIAM: Sendable {
  /// One managed policy.
  package struct Policy: Sendable {
    /// Begins and ends with `/`.
    package var path: String
    /// Oldest first; IAM serves five at most.
    package var versions: [Version]
    /// The number of the version that is in force.
    package var defaultVersion: Int
  }

  /// One version of a policy.
  package struct Version: Sendable {
    package var number: Int
    package var date: Timestamp
    /// As text, because it may be anything.
    package var document: String
  }

  /// By name; a test of bad names uses what IAM would never allow.
  package var policies: [String: Policy] = [:]
  /// The most policies in one page, where that is less than what is asked for.
  package var pageItemsMax = 1_000
  /// What `GetPolicy` is not allowed to tell.
  package var deniesGetPolicy = false
  /// The access key that is valid.
  package var accessKeyID = "AKIDEXAMPLE"
  /// How far IAM's clock is ahead, in seconds.
  package var clockOffset: Int64 = 0

  /// Nothing is published.
  package init() {}

  /// Publishes policies at v1, made on the first of January 2026.
  package init(_ names: String...) {
    for name in names { publish(name, PolicyFixture.text("s3:Get\(name)")) }
  }

  /// Publishes the next version of a policy, or its first, and makes it the default.
  ///
  /// Its number is the next one if none is given, and it was made on the day of January 2026 that
  /// has its number, if no other is given.
  package mutating func publish(
    _ name: String, _ document: String, number: Int? = nil, day: Int? = nil, path: String = "/"
  ) {
    var policy = policies[name] ?? Policy(path: path, versions: [], defaultVersion: 0)
    let number = number ?? (policy.versions.last?.number ?? 0) + 1
    let date = PolicyFixture.day(day ?? min(number, 31))
    policy.versions.append(Version(number: number, date: date, document: document))
    policy.versions = policy.versions.suffix(5)
    policy.defaultVersion = number
    policies[name] = policy
  }

  /// The policy's ARN.
  package func arn(of name: String) -> String {
    "arn:aws:iam::aws:policy\(policies[name]?.path ?? "/")\(name)"
  }
}

extension PolicyFixture {
  /// What is said of a change that put one action which no service has in the place of another.
  package static let swap = "+1 unknown action, -1 unknown action"

  /// The text of a document with one Allow statement for some actions.
  package static func text(_ actions: String...) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["#
      + list + #"], "Resource": "*"}]}"#
  }
}
