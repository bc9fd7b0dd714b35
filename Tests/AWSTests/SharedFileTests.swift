import Glibc
import Testing

@testable import AWS

struct `Shared file` {
  @Test func `sections hold their settings by lower-case names`() throws {
    let file = try parse(
      """
      # a comment
      [default]
      Region = eu-west-1
      output: json
      ; another

      [profile work]
      region=us-east-1  # stays, as AWS's command line has it
      """)
    #expect(file.sections["default"] == ["region": .text("eu-west-1"), "output": .text("json")])
    #expect(
      file.sections["profile work"]?["region"]
        == .text("us-east-1  # stays, as AWS's command line has it"))
  }

  @Test func `indented lines belong to the setting above`() throws {
    let file = try parse(
      """
      [services local]
      iam =
        endpoint_url = http://127.0.0.1:5000
        # a comment
        other=1
      sts =
      next = first
        second
      """)
    #expect(
      file.sections["services local"] == [
        "iam": .nested(["endpoint_url": "http://127.0.0.1:5000", "other": "1"]),
        "sts": .text(""),
        "next": .text("first\nsecond"),
      ])
  }

  @Test(arguments: ["[profile \"my work\"]", "[profile 'my work']", "[ profile   'my work' ] # x"])
  func `quotes and spaces in a header do not matter`(header: String) throws {
    #expect(try parse("\(header)\na = b").sections.keys.sorted() == ["profile my work"])
  }

  @Test func `the later of two equal settings and sections counts`() throws {
    let file = try parse("[a]\nx = 1\nx = 2\ny = 1\n[b]\n[a]\ny = 2")
    #expect(file.sections == ["a": ["x": .text("2"), "y": .text("2")], "b": [:]])
  }

  @Test func `a mark at the start and Windows line ends do not matter`() throws {
    #expect(try parse("\u{FEFF}[a]\r\nx = 1\r\n").sections == ["a": ["x": .text("1")]])
  }

  @Test(arguments: [
    ("x = 1", "line 1: a setting stands before the first section"),
    ("[a]\n\nb", "line 3: a `=` is missing"),
    ("[a\nb = 1", "line 1: a `]` is missing"),
    ("[a]\n= 1", "line 2: a setting has no name"),
    ("[]\n", "line 1: a section has no name, or a quote is not closed"),
    ("[profile 'a]\n", "line 1: a section has no name, or a quote is not closed"),
    ("[a]\nb =\n  c\n", "line 4: a `=` is missing in the nested settings above"),
  ])
  func `what cannot be read is an error with its line`(text: String, reason: String) {
    let error = #expect(throws: AWSError.self) { try parse(text) }
    #expect(error?.description == "cannot read `/home/me/.aws/config`: \(reason)")
  }

  @Test func `of two files the credentials count before the config`() throws {
    let folder = try TemporaryFolder()
    let profiles = try SharedProfiles(
      configPath: folder.file(
        "config",
        """
        [default]
        region = config
        [profile default]
        region = profile
        [profile work]
        region = eu-west-1
        aws_access_key_id = config
        [plain]
        region = ignored
        [services local]
        iam =
          endpoint_url = http://127.0.0.1:1
        """),
      credentialsPath: folder.file("credentials", "[work]\naws_access_key_id = file\n[only]\na=1"))
    #expect(profiles["default"]?["region"] == "profile")
    #expect(profiles["work"]?["region"] == "eu-west-1")
    #expect(profiles["work"]?["aws_access_key_id"] == "file")
    #expect(profiles["only"]?["a"] == "1")
    #expect(profiles["plain"] == nil)
    #expect(
      profiles.serviceSetting("endpoint_url", of: "iam", in: "local") == "http://127.0.0.1:1")
  }

  @Test func `a missing file is empty, and an unreadable one is an error that names it`() throws {
    let folder = try TemporaryFolder()
    let missing = try SharedProfiles(configPath: "\(folder.path)/none", credentialsPath: nil)
    #expect(missing["default"] == nil)
    let error = #expect(throws: AWSError.self) {
      try SharedProfiles(configPath: folder.path, credentialsPath: nil)
    }
    #expect(error?.description == "cannot read `\(folder.path)`: is a directory")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func `a file that may not be read is an error, and one in a closed folder is none`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("config", "[default]\n")
    try folder.setPermissions(0o000, of: path)
    let error = #expect(throws: AWSError.self) { try SmallFile.read(path) }
    #expect(error?.description == "cannot read `\(path)`: permission denied")
    #expect(error?.hint == "make it readable for the user who runs this program")
    try folder.setPermissions(0o600, of: folder.path)
    #expect(try SmallFile.read(path) == nil)
    try folder.setPermissions(0o700, of: folder.path)
  }

  @Test func `a file larger than its bound is refused`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("large", String(repeating: "#", count: SmallFile.bytesMax + 1))
    let error = #expect(throws: AWSError.self) { try SmallFile.read(path) }
    #expect(error?.description == "`\(path)` is larger than 1048576 bytes")
  }

  @Test func `a device without end is refused, and an empty one is empty`() throws {
    #expect(throws: AWSError.self) { try SmallFile.read("/dev/zero") }
    #expect(try SmallFile.read("/dev/null") == [])
  }
}

struct `Command words` {
  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]),
    ("'a b' \"c d\"", ["a b", "c d"]),
    (#"a\ b "c\"d" 'e\f'"#, ["a b", "c\"d", #"e\f"#]),
    (#""a\b""#, [#"a\b"#]),
    ("a'b'\"c\"", ["abc"]),
    ("'' x", ["", "x"]),
    ("  ", []),
  ])
  func `a line is split as a shell would`(line: String, words: [String]) {
    #expect(CommandWords.split(line) == words)
  }

  @Test(arguments: ["'a", "\"a", "a\\"])
  func `a line that is not finished is refused`(line: String) {
    #expect(CommandWords.split(line) == nil)
  }
}

private func parse(_ text: String) throws(AWSError) -> SharedFile {
  try SharedFile(Array(text.utf8), path: "/home/me/.aws/config")
}
