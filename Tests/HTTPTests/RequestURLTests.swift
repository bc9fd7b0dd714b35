import HTTP
import Model
import Testing

@Suite struct RequestURLTests {
  @Test(arguments: [
    "", "host", "/path", "ftp://host/", "file:///etc/passwd", "https:/host/", "https:host/",
    "https://", "https:///path", "https://?a=b", "https://:443/", "https://host:0/",
    "https://host:65536/", "https://host:-1/", "https://host:+80/", "https://host:8x/",
    "https://ho st/", " https://host/", "https://host/a b", "https://host/\u{0}",
    "https://host/a\r\nHost: other", "https://host\\@other/", "https://host/\u{7F}",
    "https://a@b@host/", "https://user%zz@host/", "https://host/%", "https://host/%a",
    "https://host/%g0", "https://host/?a=%1", "https://host/%FF", "https://host/?a=%C3",
    "https://h%6Fst/", "https://hôst/", "https://host./", "https://.host/",
    "https://a..b/", "https://host!/", "https://[::1/", "https://::1/", "https://[::1]x/",
    "https://[fe80::1%25eth0]/", "https://[1.2.3.4]/", "https://127.1/", "https://2130706433/",
    "https://0x7f.0.0.1/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.0.0.256/",
    "https://127.0.0.1.5/", "https://host.0x1/", "https://user:%C3@host/",
  ])
  func `what is no address, or has two readings, is refused`(_ text: String) {
    #expect(RequestURL(text) == nil)
  }

  @Test func `an address longer than the limit is refused`() {
    let start = "https://host/"
    let longest = start + String(repeating: "a", count: RequestURL.lengthMax - start.utf8.count)
    #expect(RequestURL(longest) != nil)
    #expect(RequestURL(longest + "a") == nil)
  }

  @Test(arguments: [
    ("https://host", "https://host/"),
    ("HTTPS://HOST.Example/", "https://host.example/"),
    ("https://host:443/", "https://host/"),
    ("https://host:/", "https://host/"),
    ("http://host:443/", "http://host:443/"),
    ("https://host:8443", "https://host:8443/"),
    ("https://[0:0:0:0:0:0:0:1]:8080/x", "https://[::1]:8080/x"),
    ("https://[2001:DB8::0:1]/", "https://[2001:db8::1]/"),
    ("https://host?b=2&a=1", "https://host/?a=1&b=2"),
    ("https://host/p#fragment?x", "https://host/p"),
    ("https://host/p?a#fragment", "https://host/p?a="),
    ("https://host/?uploads", "https://host/?uploads="),
    ("https://host/?&a=1&&b=2&", "https://host/?a=1&b=2"),
    ("https://host/?a=1=2", "https://host/?a=1%3D2"),
    ("https://host/?a=b+c", "https://host/?a=b%2Bc"),
    ("https://host/?n=AbC%2bd/e==", "https://host/?n=AbC%2Bd%2Fe%3D%3D"),
    ("https://host/%41%7e~", "https://host/A~~"),
    ("https://host/a%2fb/c", "https://host/a%2Fb/c"),
    ("https://host/a//b/", "https://host/a//b/"),
    ("https://host/a:b@c;d", "https://host/a%3Ab%40c%3Bd"),
    ("https://host/é?é=é", "https://host/%C3%A9?%C3%A9=%C3%A9"),
    ("https://host/a/./b/../c", "https://host/a/c"),
    ("https://host/a/%2E%2e/c", "https://host/c"),
    ("https://host/../..", "https://host/"),
    ("https://host/a/..", "https://host/"),
    ("https://host/a/.", "https://host/a/"),
    ("https://user:pass@host/x", "https://host/x"),
  ])
  func `every spelling becomes one`(_ text: String, _ expected: String) {
    #expect(RequestURL(text)?.text == expected)
  }

  @Test func `user info is split off, decoded and never printed`() throws {
    let url = try #require(RequestURL("https://us%40er:p%3Ass%2F@host/x?a=1"))
    #expect(url.userInfo?.user == "us@er")
    #expect(url.userInfo?.password?.reveal() == "p:ss/")
    #expect(try #require(RequestURL("https://token@host/")).userInfo?.user == "token")
    #expect(try #require(RequestURL("https://token@host/")).userInfo?.password == nil)
    #expect(try #require(RequestURL("https://user:@host/")).userInfo?.password?.isEmpty == true)
    for text in ["\(url)", String(reflecting: url), "\(String(describing: url.userInfo))"] {
      #expect(!text.contains("er") && !text.contains("ss"), "\(text)")
    }
    var dumped = ""
    dump(url, to: &dumped)
    dump(url.userInfo, to: &dumped)
    #expect(!dumped.contains("us@er") && !dumped.contains("p:ss"), "\(dumped)")
    #expect(url.withoutUserInfo.userInfo == nil)
    #expect(url != url.withoutUserInfo)
    #expect(url.withoutUserInfo == RequestURL("https://host/x?a=1"))
  }

  @Test func `segments are appended whole`() throws {
    let base = try #require(RequestURL("https://host/api/v3/?old=1"))
    #expect(
      base.appending(path: "repos", "o/o", "a b").text
        == "https://host/api/v3/repos/o%2Fo/a%20b?old=1")
    #expect(base.appending(path: "..", ".").path == "/api/v3/%2E%2E/%2E")
    #expect(base.appending(path: "").path == "/api/v3/")
    #expect(
      try #require(RequestURL("https://host")).appending(path: "info", "refs").path == "/info/refs")
  }

  @Test func `the query is sorted by encoded name, then encoded value`() throws {
    let url = try #require(RequestURL("https://host/?z=1"))
    let query = [("b", "2"), ("b", "10"), ("é", ""), ("a/b", "+/="), ("a", "~"), ("B", " ")]
    #expect(
      url.setting(query: query).text
        == "https://host/?%C3%A9=&B=%20&a=~&a%2Fb=%2B%2F%3D&b=10&b=2")
    #expect(url.adding(query: [("a", "1")]).text == "https://host/?a=1&z=1")
    #expect(url.setting(query: []).text == "https://host/")
  }

  @Test(
    arguments: [
      ("https://other/x", "https://other/x"), ("//other:8/x", "https://other:8/x"),
      ("/x?y", "https://host/x?y="), ("x", "https://host/a/x"), ("../x", "https://host/x"),
      ("?q=2", "https://host/a/b?q=2"), ("", "https://host/a/b?q=1"),
      ("#f", "https://host/a/b?q=1"),
      ("x:y", nil), ("x/y:z", "https://host/a/x/y%3Az"), ("file:///etc/passwd", nil),
      ("http://host/", "http://host/"), ("https://u:p@other/", "https://other/"),
    ] as [(String, String?)])
  func `a reference is resolved as RFC 3986 says`(_ reference: String, _ expected: String?) throws {
    let url = try #require(RequestURL("https://host/a/b?q=1"))
    #expect(url.resolving(reference)?.text == expected)
  }

  @Test func `texts made at random are read back as they were written`() throws {
    var generator = SeededGenerator(seed: 20_260_102)
    let alphabet = Array("aZ09-._~ /?#[]@!$&'()*+,;=:%\"<>\\^`{|}é漢🙂\u{0}\n")
    func text() -> String {
      String(
        (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
          alphabet.randomElement(using: &generator)
        })
    }
    let base = try #require(RequestURL("https://host:8443/base"))
    for _ in 0..<2_000 {
      let segment = text()
      let query = (0..<Int.random(in: 0...4, using: &generator)).map { _ in (text(), text()) }
      let url = base.appending(path: segment).setting(query: query)
      guard segment != ".", segment != ".." else { continue }
      let read = try #require(RequestURL(url.text), "\(url.text)")
      #expect(read == url)
      #expect(Set(read.query.map { "\($0.name)=\($0.value)" }) == Set(query.map { "\($0)=\($1)" }))
      let allowed = url.text.utf8.dropFirst(8).allSatisfy { byte in
        UInt8(ascii: "!") <= byte && byte <= UInt8(ascii: "~")
          && !"\"<>[]\\^`{|}+".utf8.contains(byte)
      }
      #expect(allowed, "\(url.text)")
      #expect(!hasLowerCaseHex(url.text))
      #expect(read.setting(query: query.shuffled(using: &generator)) == url)
    }
  }

  private func hasLowerCaseHex(_ text: String) -> Bool {
    text.split(separator: "%", omittingEmptySubsequences: false).dropFirst().contains {
      $0.prefix(2) != $0.prefix(2).uppercased()
    }
  }
}

@Suite struct OriginTests {
  private func origin(_ text: String) throws -> Origin { try #require(RequestURL(text)).origin }

  @Test(arguments: [
    ("https://host/", "https://host"), ("https://host:443/", "https://host"),
    ("http://host:80/x?y", "http://host"), ("http://host:8080/", "http://host:8080"),
    ("https://[::1]:444/", "https://[::1]:444"), ("http://u:p@host/", "http://host"),
  ])
  func `an origin is written without its default port`(_ text: String, _ expected: String) throws {
    #expect(try "\(origin(text))" == expected)
  }

  @Test func `scheme, host and port all count`() throws {
    let all = try ["https://a", "http://a", "https://b", "https://a:444"].map(origin)
    #expect(Set(all).count == all.count)
    #expect(try origin("https://A:443/x") == origin("https://a/y?z"))
  }

  @Test(arguments: [
    "http://127.0.0.1", "http://127.255.255.254:8080", "http://[::1]", "http://localhost:1",
    "http://LOCALHOST", "http://[0::1]",
  ])
  func `this machine is known by all its addresses`(_ text: String) throws {
    #expect(try origin(text).isLoopback)
    #expect(try origin(text).keepsSecrets)
  }

  @Test(arguments: [
    "http://128.0.0.1", "http://localhost.example", "http://127.0.0.1.example",
    "http://notlocalhost", "http://x.localhost", "http://[::]", "http://[::ffff:127.0.0.1]",
    "http://0.0.0.0", "http://[::2]", "http://10.0.0.1", "http://127x",
  ])
  func `no other machine passes for this one`(_ text: String) throws {
    #expect(try !origin(text).isLoopback)
    #expect(try !origin(text).keepsSecrets)
  }

  @Test func `only https, this machine and the metadata services keep secrets`() throws {
    #expect(try origin("https://host").keepsSecrets)
    #expect(try origin("http://169.254.170.23").keepsSecrets)
    #expect(try origin("http://[fd00:ec2::254]").keepsSecrets)
    #expect(try !origin("http://169.254.170.24").keepsSecrets)
    #expect(try !origin("http://169.254.170.2.example").keepsSecrets)
  }
}

/// The same numbers on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
