import Foundation
import Model
import Support
import Testing

@Suite struct SafeTextTests {
  struct Example: CustomTestStringConvertible {
    let text: String
    let expected: String

    init(_ text: String, _ expected: String) {
      self.text = text
      self.expected = expected
    }

    var testDescription: String { expected }
  }

  @Test(arguments: [
    "", "AmazonEKS_CNI_Policy", "A+=,.@_-z", "s3:GetObject", "ec2:*", "*", "execute-api:Invoke",
    "arn:aws:iam::aws:policy/service-role/AWSConfigRole", "2026-03-04T19:12:14Z",
    "https://github.com/z0ph/MAMIP.git", "aws:TagKeys", "${aws:username}", "é 日本 😀 …",
    "a - b -- c --- d", "who@example.com", "# 1", "C#", "not this: no trailer", "a b: c",
    "v5 → v6: +2 actions", "GH-CLI", "MYGH-3", "issues/all", "pull/x3", "[ci]", "`code` <b> & \\",
  ])
  func `ordinary text stays as it is`(_ text: String) {
    #expect(SafeText.line(text) == text)
  }

  @Test(arguments: [
    Example("a\nb\r\nc\td", #"a\u{a}b\u{d}\u{a}c\u{9}d"#),
    Example("\u{1B}[31mred\u{7F}\u{0}", #"\u{1b}[31mred\u{7f}\u{0}"#),
    Example("\u{85}\u{2028}\u{2029}", #"\u{85}\u{2028}\u{2029}"#),
    Example(
      "a\u{202E}b\u{2066}c\u{200B}d\u{200D}e\u{FEFF}",
      #"a\u{202e}b\u{2066}c\u{200b}d\u{200d}e\u{feff}"#),
    Example(
      "\u{E0041}\u{FE0F}\u{AD}\u{A0}\u{FFFE}\u{1FFFF}\u{E000}",
      #"\u{e0041}\u{fe0f}\u{ad}\u{a0}\u{fffe}\u{1ffff}\u{e000}"#),
    Example(" leading", #"\u{20}leading"#),
    Example("---", #"\u{2d}--"#),
    Example("--- a/file", #"\u{2d}-- a/file"#),
    Example("::error::x", #"\u{3a}:error::x"#),
    Example("  ::error::x", #"\u{20} ::error::x"#),
    Example("##[error]x", ##"#\u{23}[error]x"##),
    Example("a ##[group]", ##"a #\u{23}[group]"##),
  ])
  func `what does something to a line is spelled out`(_ example: Example) {
    #expect(SafeText.line(example.text) == example.expected)
  }

  @Test(arguments: [
    Example("@zoph", #"\u{40}zoph"#),
    Example("cc @a/b, @c", #"cc \u{40}a/b, \u{40}c"#),
    Example("(@x)", #"(\u{40}x)"#),
    Example("a_@x", #"a_\u{40}x"#),
    Example("@@x", #"@\u{40}x"#),
    Example("\u{200B}@x", #"\u{200b}\u{40}x"#),
    Example("e\u{301}@x", "e\u{301}" + #"\u{40}x"#),
    Example("fixes #3", #"fixes \u{23}3"#),
    Example("Closes: o/r#12", #"Closes\u{3a} o/r\u{23}12"#),
    Example("resolved gh-3", #"resolved gh\u{2d}3"#),
    Example("GH-3", #"GH\u{2d}3"#),
    Example("https://github.com/o/r/issues/3", #"https://github.com/o/r/issues\u{2f}3"#),
    Example("https://github.com/o/r/PULL/3", #"https://github.com/o/r/PULL\u{2f}3"#),
    Example("x [skip ci]", #"x \u{5b}skip ci]"#),
    Example("[CI Skip]", #"\u{5b}CI Skip]"#),
    Example("[no ci][skip actions]", #"\u{5b}no ci]\u{5b}skip actions]"#),
  ])
  func `nobody is mentioned, no issue closed, no check skipped`(_ example: Example) {
    #expect(SafeText.line(example.text) == example.expected)
  }

  @Test(arguments: [
    Example("- : x", #"- \u{3a} x"#), Example("-x: y", #"-x\u{3a} y"#),
    Example("Policy-Name: Evil", #"Policy-Name\u{3a} Evil"#),
    Example("Policy-Name:Evil", #"Policy-Name\u{3a}Evil"#),
    Example("Signed-off-by : x", #"Signed-off-by \u{3a} x"#),
    Example("release: x", #"release\u{3a} x"#),
    Example("co-authored-by:x <y@z.example>", #"co-authored-by\u{3a}x <y@z.example>"#),
    Example("a:", #"a\u{3a}"#), Example("skip-checks:true", #"skip-checks\u{3a}true"#),
  ])
  func `no line is a trailer`(_ example: Example) throws {
    #expect(SafeText.line(example.text) == example.expected)
    #expect(try trailers(of: "subject\n\nbody\n\n\(example.text)\n") != "")
    #expect(try trailers(of: "subject\n\nbody\n\n\(SafeText.line(example.text))\n") == "")
    let message =
      "subject\n\n\(SafeText.line(example.text))\n\nPolicy-Name: \(SafeText.line(example.text))\n"
    #expect(try trailers(of: message) == "Policy-Name: \(example.expected)\n")
  }

  @Test func `no line of any sample begins as it must not`() {
    let starts = ["---", "::", "##[", " ", "\t"]
    for first in starts {
      for second in starts + ["@x", "Key: value", "\n"] {
        let line = SafeText.line(first + second)
        #expect(starts.allSatisfy { !line.hasPrefix($0) }, "\(line)")
        #expect(!line.contains("\n") && !line.contains("##["), "\(line)")
      }
    }
  }

  @Test(arguments: ["+ rds-db:connect", "- s3:Get*", "~ s3:a (condition wider)", "- a: b"])
  func `an action behind a sign stays as it is`(text: String) {
    #expect(SafeText.line(text) == text)
  }

  @Test func `a text that is safe stays as it is`() {
    for text in ["@x fixes #3: a", " ::error::", "Key: value", "a\nb", "\\u{40}x"] {
      let line = SafeText.line(text)
      #expect(SafeText.line(line) == line)
    }
  }

  @Test func `a text without end is cut, and the rest counted`() {
    let long = String(repeating: "é", count: SafeText.lengthMax + 7)
    let line = SafeText.line(long)
    #expect(line.hasSuffix("é… (7 more characters)"))
    #expect(line.unicodeScalars.count == SafeText.lengthMax + 21)
    #expect(SafeText.line(String(long.dropLast(7))).hasSuffix("éé"))
  }

  @Test(arguments: [
    Example("AmazonEKS_CNI_Policy v5 → v6", "AmazonEKS_CNI_Policy v5 → v6"),
    Example("_x_ a__b", #"\_x\_ a\_\_b"#),
    Example("s3:GetObject", "s3:GetObject"),
    Example("ec2:*", #"ec2:\*"#),
    Example("**b** `c` ~d~", #"\*\*b\*\* \`c\` \~d\~"#),
    Example("<img src=x> &amp;", "&lt;img src=x&gt; &amp;amp;"),
    Example("[a](https://x.example)", #"\[a\](https\://x.example)"#),
    Example("www.x.example", #"www\.x.example"#),
    Example("a|b", #"a\|b"#),
    Example("$x$", #"\$x\$"#),
    Example("\\", #"\\"#),
    Example("# a", ##"\# a"##),
    Example("- a", #"\- a"#),
    Example("+ a", #"\+ a"#),
    Example("=", #"\="#),
    Example("1. a", #"1\. a"#),
    Example("12) a", #"12\) a"#),
    Example("v1.2 (x)", "v1.2 (x)"),
    Example("@x fixes #3", #"\\u{40}x fixes \\u{23}3"#),
  ])
  func `Markdown shows the text and nothing else`(_ example: Example) {
    #expect(SafeText.markdown(example.text) == example.expected)
  }

  @Test func `a workflow command's data may have lines, and no command in them`() {
    #expect(
      SafeText.workflowCommand("100%\r\n::error::a,b:\u{1B}") == #"100%25%0D%0A::error::a,b:\u{1b}"#
    )
    #expect(SafeText.workflowProperty("a,b:c%0A") == "a%2Cb%3Ac%250A")
  }

  /// What git takes for the trailers of a message.
  private func trailers(of message: String) throws -> String {
    let git = try ExternalProgram("git", "interpret-trailers", "--parse")
      .run(input: Array(message.utf8))
    #expect(git.status == 0)
    return git.text
  }
}
