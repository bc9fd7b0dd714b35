import Compare
import PolicyLanguage
import Support
import Testing

private typealias Sample = SampleServices

@Suite struct `What a document grants against another` {
  @Test func `a wildcard is what it covers, in any case`() throws {
    let delta = try Sample.delta(
      Sample.document(Sample.allow("s3:getobject")), Sample.document(Sample.allow("S3:Get*")))
    #expect(delta.added == ["s3:GetBucketAcl"])
    #expect(delta.removed == [])
    #expect(delta.changed == [])
  }

  @Test func `what a wildcard already covered is no news`() throws {
    let delta = try Sample.delta(
      Sample.document(Sample.allow("s3:*")),
      Sample.document(Sample.allow("s3:GetObject", "s3:*"), Sample.allow("s3:p?tobject")))
    #expect(delta.isEmpty)
  }

  @Test func `NotAction grants all but what it covers`() throws {
    let most = #"{"Effect": "Allow", "NotAction": ["S3:*", "kms:Decrypt"], "Resource": "*"}"#
    let delta = try Sample.delta(nil, Sample.document(most))
    #expect(delta.added == ["kms:DescribeKey", "kms:Encrypt", "kms:ListKeys"])
  }

  @Test func `a Deny on everything takes away, another one limits`() throws {
    let allow = Sample.allow("kms:*")
    let gone = try Sample.delta(
      Sample.document(allow), Sample.document(allow, Sample.deny("kms:*crypt")))
    #expect(gone.removed == ["kms:Decrypt", "kms:Encrypt"])
    #expect(gone.changed == [])

    let limited = try Sample.delta(
      Sample.document(allow),
      Sample.document(allow, Sample.deny("kms:Decrypt", rest: #""Resource": "arn:key""#)))
    #expect(limited.removed == [])
    #expect(limited.changedLines == ["kms:Decrypt resource narrower"])

    let condition = #""Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}"#
    let dropped = try Sample.delta(
      Sample.document(allow, Sample.deny("kms:Decrypt", rest: condition)), Sample.document(allow))
    #expect(dropped.changedLines == ["kms:Decrypt condition wider"])
  }

  @Test func `actions that the service reference does not know are kept as written`() throws {
    let delta = try Sample.delta(
      Sample.document(Sample.allow("s3:*", "old:Thing")),
      Sample.document(Sample.allow("s3:*", "s3:BrandNew", "New:*")))
    // s3:BrandNew was covered by s3:* already.
    #expect(delta.unknownAdded == ["New:*"])
    #expect(delta.unknownRemoved == ["old:Thing"])
    #expect(delta.unknownActions == ["New:*", "old:Thing"])
    #expect(delta.added == [])
  }

  @Test func `an unknown action can change its resource too`() throws {
    let delta = try Sample.delta(
      Sample.document(Sample.allow("new:Thing")),
      Sample.document(Sample.allow("new:thing", rest: #""Resource": "arn:a""#)))
    #expect(delta.changedLines == ["new:thing resource narrower"])
  }

  @Test func `what is granted nowhere any more is removed`() throws {
    let document = Sample.document(Sample.allow("kms:*"))
    let delta = try Sample.delta(document, nil)
    #expect(delta.removed.count == 4)
  }

  @Test(arguments: [
    // Reordered, split, other case, one element without brackets, a pattern and what it covers.
    [Sample.allow("kms:Decrypt"), Sample.allow("s3:Get*")],
    [Sample.allow("s3:Get*", "KMS:decrypt")],
    [#"{"Effect": "Allow", "Action": "kms:decrypt", "Resource": "*"}"#, Sample.allow("s3:Get*")],
    [Sample.allow("s3:GetObject"), Sample.allow("s3:Get*", "kms:Decrypt")],
    [Sample.allow("s3:Get*", "kms:Decrypt"), Sample.allow("s3:Get*", rest: #""Resource": "a""#)],
  ])
  func `another way to write the same changes nothing`(_ statements: [String]) throws {
    let one = Sample.document(Sample.allow("s3:Get*", "kms:Decrypt"))
    let other = PolicyFixture.parse(
      "{\"Statement\": [\(statements.joined(separator: ", "))]}")
    #expect(try Sample.delta(one, other).isEmpty)
    #expect(try Sample.delta(other, one).isEmpty)
  }
}

@Suite struct `How the scope of an action has changed` {
  private static func lines(_ old: String, _ new: String) throws -> [String] {
    let delta = try Sample.delta(
      Sample.document(Sample.allow("kms:Decrypt", rest: old)),
      Sample.document(Sample.allow("kms:Decrypt", rest: new)))
    let mirror = try Sample.delta(
      Sample.document(Sample.allow("kms:Decrypt", rest: new)),
      Sample.document(Sample.allow("kms:Decrypt", rest: old)))
    #expect(
      delta.changed.map(\.change.direction.mirrored) == mirror.changed.map(\.change.direction))
    return delta.changedLines.map { String($0.dropFirst("kms:Decrypt ".count)) }
  }

  @Test(arguments: [
    (#""*""#, #""arn:a""#, ["resource narrower"]),
    (#"["arn:a", "arn:b"]"#, #"["arn:b", "arn:a", "arn:a"]"#, []),
    (#"["arn:a"]"#, #"["arn:a", "arn:b"]"#, ["resource wider"]),
    (#""arn:a""#, #""arn:b""#, ["resource different"]),
    (#""arn:a/*""#, #""arn:a/?*""#, ["resource narrower"]),
    (#""arn:a/*""#, #"["arn:a/*", "arn:a/b*"]"#, []),
    (#""arn:${aws:username}""#, #""arn:a""#, ["resource unknown"]),
    (#""**""#, #""*""#, []),
  ])
  func `resources are compared as patterns`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    #expect(try Self.lines("\"Resource\": \(old)", "\"Resource\": \(new)") == expected)
  }

  @Test(arguments: [
    (#""NotResource": "arn:a""#, #""Resource": "*""#, ["resource wider"]),
    (#""NotResource": "arn:a*""#, #""NotResource": "arn:ab""#, ["resource wider"]),
    (#""NotResource": "arn:a*""#, #""NotResource": ["arn:b", "arn:a*"]"#, ["resource narrower"]),
  ])
  func `NotResource is all but what it matches`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    #expect(try Self.lines(old, new) == expected)
  }

  @Test(arguments: [
    (#"{}"#, #"{"StringEquals": {"aws:a": "x"}}"#, ["condition narrower"]),
    (#"{"StringEquals": {"aws:a": "x"}}"#, #"{"stringequals": {"AWS:A": ["x"]}}"#, []),
    (
      #"{"StringEquals": {"aws:a": "x"}}"#, #"{"StringEquals": {"aws:a": ["x", "y"]}}"#,
      ["condition wider"]
    ),
    (
      #"{"StringNotEquals": {"aws:a": "x"}}"#, #"{"StringNotEquals": {"aws:a": ["x", "y"]}}"#,
      ["condition narrower"]
    ),
    (
      #"{"StringEquals": {"aws:a": "x"}}"#, #"{"StringEquals": {"aws:a": "y"}}"#,
      ["condition different"]
    ),
    (
      #"{"StringEquals": {"aws:a": "x"}}"#, #"{"StringEquals": {"aws:b": "x"}}"#,
      ["condition different"]
    ),
    (
      #"{"StringEquals": {"aws:a": "x"}}"#, #"{"StringLike": {"aws:a": "x*"}}"#,
      ["condition unknown"]
    ),
    (
      #"{"NumericLessThan": {"aws:a": "1"}}"#, #"{"NumericLessThan": {"aws:a": "2"}}"#,
      ["condition unknown"]
    ),
    (#"{"Bool": {"aws:a": "true"}}"#, #"{"Bool": {"aws:a": true}}"#, []),
  ])
  func `conditions are compared key by key`(
    _ old: String, _ new: String, _ expected: [String]
  ) throws {
    let start = #""Resource": "*", "Condition": "#
    #expect(try Self.lines(start + old, start + new) == expected)
  }

  @Test func `resource and condition are told apart`() throws {
    let limited = #""Resource": "arn:a", "Condition": {"StringEquals": {"aws:a": "x"}}"#
    #expect(
      try Self.lines(#""Resource": "*""#, limited) == ["condition narrower", "resource narrower"])
  }
}

extension ScopeChange.Direction {
  fileprivate var mirrored: ScopeChange.Direction {
    switch self {
    case .wider: .narrower
    case .narrower: .wider
    case .different, .unknown: self
    }
  }
}
