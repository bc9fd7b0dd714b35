/// Documents of a few statements that often touch each other.
struct RandomPolicies {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func pick<T>(_ values: [T]) -> T {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return values[Int(state >> 33) % values.count]
  }

  private static let patterns = [
    "*", "s3:*", "S3:Get*", "s3:getobject", "s3:Put*", "kms:*", "kms:?ecrypt", "kms:*Key*",
    "s3:*Object",
    "kms:Decrypt", "s3:PutObjectTagging", "x:Unknown", "*:List*", "s3:*t*t*",
  ]
  private static let resources = [
    "\"*\"", "\"arn:a\"", "[\"arn:a*\",\"arn:b\"]", "[\"*\",\"arn:b\"]",
  ]
  private static let conditions = [
    "", "", #","Condition":{}"#, #","Condition":{"Bool":{"aws:SecureTransport":"true"}}"#,
  ]

  mutating func document() -> String {
    let statements = (0..<pick([1, 2, 3, 4])).map { _ in statement() }
    return "{\"Statement\":[\(statements.joined(separator: ","))]}"
  }

  private mutating func statement() -> String {
    let effect = pick(["Allow", "Allow", "Deny"])
    let key = pick(["Action", "Action", "Action", "NotAction"])
    let actions = (0..<pick([1, 2, 3])).map { _ in "\"\(pick(Self.patterns))\"" }
    return "{\"Effect\":\"\(effect)\",\"\(key)\":[\(actions.joined(separator: ","))],"
      + "\"Resource\":\(pick(Self.resources))\(pick(Self.conditions))}"
  }
}
