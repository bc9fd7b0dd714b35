import PolicyLanguage

/// Texts that look like what the archive, AWS and their tools hold.
enum Samples {
  static let policyFile = #"""
    {
        "PolicyVersion": {
            "CreateDate": "2015-02-06T18:39:46Z", 
            "VersionId": "v1", 
            "Document": {
                "Version": "2012-10-17", 
                "Statement": [
                    {
                        "Action": ["s3:Get*", "s3:List*"], 
                        "Resource": "arn:aws:s3:::*/*", 
                        "Effect": "Allow",
                        "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 3600}}
                    }
                ]
            }, 
            "IsDefaultVersion": true
        }
    }
    """#

  static let compactPolicy =
    #"{"Version":"2012-10-17","Statement":{"Effect":"Deny","NotAction":["iam:*"],"Resource":"*","#
    + #""Condition":{"Bool":{"aws:SecureTransport":"false"},"Null":{"a":true,"b":null}}}}"#

  static let oddities =
    #"["", "\"\\\/\b\f\n\r\t\u0000\u001F\u007f", "é\u00e9 \u20AC \ud83D\uDE00 😀", {}, [], [[]], "#
    + #"0, -0, 1.50, 1E+2, -12.5e-10, {"": {"\u0061": 1, "A": 2}}, true, false, null]"#

  static let all = [policyFile, compactPolicy, oddities]
}

extension JSONDocument {
  init(_ text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// What stands at a node's span.
  func text(at node: JSONNode) -> String {
    String(decoding: text[node.span], as: UTF8.self)
  }
}
