import PolicyLanguage
import Testing

@Suite struct JSONSamenessTests {
  @Test(arguments: [
    (#"{"a": 1, "b": [2, 3]}"#, #" {"b":[2,3],"a":1}"#),
    (#"{"a": {"x": 1, "y": 2}, "b": {}}"#, #"{"b": {}, "a": {"y": 2, "x": 1}}"#),
    (#"["\u0041\/"]"#, #"["A/"]"#),
    (#"{"\u0041": null}"#, #"{"A": null}"#),
    ("[true, null, 1.0]", "[ true , null,1.0]"),
    ("\"é\"", #""\u00e9""#),
  ])
  func `layout, spelling and the order of members do not count`(_ left: String, right: String)
    throws
  {
    #expect(try isSame(left, right))
    #expect(try isSame(right, left))
  }

  @Test(arguments: [
    ("[1, 2]", "[2, 1]"), ("[1]", "[1, 1]"), ("1", "1.0"), ("10", "1e1"), ("1", "\"1\""),
    ("true", "false"), ("null", "false"), ("{}", "[]"), (#"{"a": 1}"#, #"{"A": 1}"#),
    (#"{"a": 1, "b": 2}"#, #"{"b": 1, "a": 2}"#), (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#),
    (#"{"a": 1, "b": 1}"#, #"{"a": 1, "c": 1}"#), (#""*""#, #"["*"]"#),
    ("\"\u{E9}\"", "\"e\u{301}\""), ("-0", "0"),
  ])
  func `a difference in value counts`(_ left: String, right: String) throws {
    #expect(try !isSame(left, right))
    #expect(try !isSame(right, left))
  }

  @Test(arguments: [16, 17, 40])
  func `objects of any size are compared by name`(_ count: Int) throws {
    let members = (0..<count).map { "\"k\($0)\": [\($0)]" }
    let forward = "{\(members.joined(separator: ","))}"
    let backward = "{\(members.reversed().joined(separator: ","))}"
    #expect(try isSame(forward, backward))
    #expect(try !isSame(forward, backward.replacing("[3]", with: "[4]")))
    #expect(try !isSame(forward, backward.replacing("\"k3\"", with: "\"k-3\"")))
  }

  private func isSame(_ left: String, _ right: String) throws -> Bool {
    try JSONDocument(left).root.isSameValue(as: JSONDocument(right).root)
  }
}
