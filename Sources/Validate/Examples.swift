import Model

/// Policies that show what a check reports and what it does not.
struct Examples: Sendable {
  /// Each has one issue, whose places are marked `1️⃣`, `2️⃣`, … in their order.
  let reported: [Example]
  /// None has an issue of this check.
  let accepted: [Example]
}

/// A policy in an example: a whole one, or a part that is put into a plain one.
struct Example: Sendable {
  /// The text of the policy, with marks in front of the places.
  let text: String
  let type: PolicyType

  /// A whole policy.
  static func policy(_ text: String, type: PolicyType = .identity) -> Example {
    Example(text: text, type: type)
  }

  /// A policy of so many characters, the space in it left out.
  static func characters(
    _ count: Int, isMarked: Bool = false, type: PolicyType
  ) -> Example {
    let filling = String(repeating: "x", count: count - #"{"Statement":""}"#.utf8.count)
    return policy((isMarked ? "1️⃣" : "") + #"{"Statement": "\#(filling)"}"#, type: type)
  }

  /// The members of a policy's only statement.
  static func statement(_ members: String, type: PolicyType = .identity) -> Example {
    policy(#"{"Version": "2012-10-17", "Statement": [{\#(members)}]}"#, type: type)
  }

  /// The value of `Action` in a statement that allows it everywhere.
  static func action(_ value: String, type: PolicyType = .identity) -> Example {
    statement(#""Effect": "Allow", "Action": \#(value), "Resource": "*""#, type: type)
  }

  /// The value of `Resource` in a statement that allows an action.
  static func resource(_ value: String, action: String = "s3:GetObject") -> Example {
    statement(#""Effect": "Allow", "Action": "\#(action)", "Resource": \#(value)"#)
  }

  /// The value of `Condition` in a statement that allows an action everywhere.
  static func condition(
    _ value: String, action: String = "s3:GetObject", effect: String = "Allow"
  ) -> Example {
    statement(
      #""Effect": "\#(effect)", "Action": "\#(action)", "Resource": "*", "Condition": \#(value)"#)
  }

  /// The value of `Principal` in a policy of a bucket.
  static func principal(_ value: String, condition: String = "{}") -> Example {
    statement(
      """
      "Effect": "Allow", "Principal": \(value), "Action": "s3:GetObject", \
      "Resource": "arn:aws:s3:::bucket/*", "Condition": \(condition)
      """, type: .resource)
  }

  /// The value of `Principal` in a policy of who may assume a role.
  static func trust(
    _ principal: String, action: String = "sts:AssumeRole", condition: String = "{}"
  ) -> Example {
    statement(
      """
      "Effect": "Allow", "Principal": \(principal), "Action": "\(action)", \
      "Condition": \(condition)
      """, type: .trust)
  }
}

extension Example {
  /// The condition under which workflows of GitHub may assume a role; `mark` goes before GitHub.
  static func gitHub(_ condition: String, mark: String = "") -> Example {
    let provider = "arn:aws:iam::111122223333:oidc-provider/\(GitHubTokens.provider)"
    return trust(
      #"{"Federated": \#(mark)"\#(provider)"}"#, action: "sts:AssumeRoleWithWebIdentity",
      condition: condition)
  }
}

extension Example: CustomStringConvertible {
  var description: String { text }
}
