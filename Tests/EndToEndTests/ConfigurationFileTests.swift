import Support
import Testing

/// What is said of a configuration that is wrong, and of the schema that says what is right.
struct ConfigurationFileTests {
  @Test(arguments: [
    (
      "{\n  \"brunch\": \"main\"\n}",
      "2:3: unknown key `brunch`\nhint: did you mean `branch`?"
    ),
    ("{\"push\": \"yes\"}", "1:10: `push` must be true or false, not a string"),
    ("{\"branch\": 1}", "1:12: `branch` must be a string, not a number"),
    ("[]", "1:1: the configuration must be an object, not a list"),
    ("{\"branch\": \"main\",}", "1:19: "),
    ("", "1:1: "),
    ("{\"push\": true, \"push\": false}", "1:16: "),
    (
      "{\"source\": \"https://user:secret-1@example.com/a.git\"}",
      "1:12: the source's URL holds user info, which may be a secret"
    ),
    (
      "{\"compatibility\": \"mammip\"}",
      "1:19: `mammip` is no value of `compatibility`\nhint: did you mean `mamip`?"
    ),
  ])
  func `a mistake is told with its place and what was probably meant`(
    text: String, message: String
  ) throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.fixture.write("archive/.github/mamip.json", text)
      try world.expectNothingWritten {
        let outcome = try world.sync(expecting: 78)
        #expect(
          outcome.error.hasPrefix("error: .github/mamip.json:\(message)"), "\(outcome.error)")
        #expect(!outcome.error.contains("secret-1"))
      }
      #expect(world.server.takeCalls() == [])
    }
  }

  @Test func `all mistakes are told at once`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.fixture.write(
        "archive/.github/mamip.json", #"{"sauce": "iam", "push": 1, "publish": null}"#)
      let outcome = try world.sync(expecting: 78)
      let places = outcome.error.matches(of: #/mamip\.json:1:(\d+): /#).map { String($0.1) }
      #expect(places == ["2", "26", "40"], "\(outcome.error)")
    }
  }

  @Test func `a bare repository has its configuration in its newest commit`() throws {
    try IAMWorld.useSynced(FakeIAM("Alpha")) { world in
      try world.fixture.commit(
        "set up", in: "archive", files: [".github/mamip.json": "{\"x\": 1}"])
      try world.fixture.git("clone", "--quiet", "--bare", "archive", "bare.git")
      let outcome = try world.bot.run("sync", "--repository", "bare.git")
      #expect(outcome.status == 78, "\(outcome.text)")
      #expect(outcome.error.contains(".github/mamip.json:1:2: unknown key `x`"))
    }
  }

  @Test func `the schema is one, and takes what init writes and nothing else`() throws {
    try GitFixture.use { fixture in
      let bot = Bot(in: fixture)
      let schema = try bot.run("init", "--schema")
      #expect(schema.status == 0)
      #expect(try bot.run("init", "archive").status == 0)
      try fixture.write("schema.json", schema.output)
      try fixture.write("wrong.json", #"{"brunch": "main"}"#)
      let script = """
        import json, sys, jsonschema
        schema, right, wrong = (json.load(open(path)) for path in sys.argv[1:])
        validator = jsonschema.Draft202012Validator
        validator.check_schema(schema)
        validator(schema).validate(right)
        print([error.validator for error in validator(schema).iter_errors(wrong)])
        """
      let result = try ExternalProgram.python.run(
        "-c", script, fixture.at("schema.json"), fixture.at("archive/.github/mamip.json"),
        fixture.at("wrong.json"))
      #expect(result.status == 0)
      #expect(result.text == "['additionalProperties']\n")
      #expect(try fixture.names(in: ".").filter { !$0.hasSuffix(".json") } == ["archive"])
    }
  }
}
