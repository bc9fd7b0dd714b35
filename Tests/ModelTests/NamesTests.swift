import Model
import Testing

@Suite struct NamesTests {
  @Test(arguments: [
    "AdministratorAccess", "AmazonEKS_CNI_Policy", "a", "0", "A+=,.@_-z", "X.json",
    String(repeating: "a", count: 128),
  ])
  func `a policy's name is taken as it is`(_ text: String) {
    #expect(PolicyName(text)?.text == text)
  }

  @Test(arguments: [
    "", ".git", "..", "-rf", "_x", "../../.git/hooks/x", "a/b", "a b", "a\nb", "a\u{0}", "Ä", "aé",
    "e\u{301}", "a\u{202E}b", String(repeating: "a", count: 129),
  ])
  func `a text that could do harm is no policy's name`(_ text: String) {
    #expect(PolicyName(text) == nil)
  }

  @Test func `names are sorted by bytes`() {
    let names = ["b", "B", "a_", "a", "aA"].compactMap(PolicyName.init).sorted()
    #expect(names.map(\.text) == ["B", "a", "aA", "a_", "b"])
  }

  @Test func `a version is v and a number`() {
    #expect(VersionID("v6")?.number == 6)
    #expect(VersionID("v999999999")?.description == "v999999999")
    #expect(VersionID("v9").map { $0 < VersionID("v10") ?? $0 } == true)
    for text in ["", "v", "v0", "v01", "6", "V6", "v-1", "v+1", "v6.a", "v٣", "v1000000000", "v 6"]
    {
      #expect(VersionID(text) == nil, "\(text)")
    }
    #expect(VersionID(number: 0) == nil)
  }

  @Test func `a release is named after its minute, and numbered where that is taken`() {
    let time = Timestamp(seconds: 1_772_651_534)
    #expect(ReleaseName(at: time) { _ in false }.text == "2026-03-04-19-12")
    let taken: Set = ["2026-03-04-19-12", "2026-03-04-19-12-2"]
    let name = ReleaseName(at: time, taken: taken.contains)
    #expect(name.text == "2026-03-04-19-12-3")
    #expect(name.reference == "refs/tags/2026-03-04-19-12-3")
    #expect(ReleaseName(name.text) == name)
  }

  @Test(arguments: [
    "", "v1.2.3", "2026-03-04", "2026-03-04-19", "2026-03-04-19-1", "2026-03-04-19-12-",
    "2026-03-04-19-12-x", "2026-03-04-19-12-AdministratorAccess", "2026-03-04-19-12-3-4",
    "2026-03-04-19-12\n",
  ])
  func `other tags are no releases`(_ text: String) {
    #expect(ReleaseName(text) == nil)
  }

  @Test func `a secret shows itself in no way but one`() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    let shown = ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped]
    #expect(shown.allSatisfy { !$0.contains("hunter2") })
    #expect(secret.reveal() == "hunter2")
    #expect(!secret.isEmpty && Secret("").isEmpty)
  }
}
