import Configuration
import Foundation
import Testing

@Suite struct CheckedTextTests {
  @Test(arguments: [
    "octo/policies", "o/p", "a-b_c/.github", "A1/x.y-z_0",
    String(repeating: "o", count: 39) + "/" + String(repeating: "n", count: 100),
  ])
  func `a repository is owner and name`(text: String) throws {
    #expect(try RepositoryName(text).text == text)
  }

  @Test(arguments: [
    "", "octo", "octo/", "/policies", "octo/policies/x", "-octo/p", "octo/.", "octo/..", "öcto/p",
    "octo/p p", "octo/p\n", "https://github.com/octo/p", "octo/p%", "_o/p", "octo/é",
    String(repeating: "o", count: 40) + "/p", "o/" + String(repeating: "n", count: 101),
  ])
  func `anything else is not a repository`(text: String) {
    #expect(throws: InvalidText.self) { try RepositoryName(text) }
  }

  @Test func `a repository's case does not matter`() throws {
    let name = try RepositoryName("Octo/Policies")
    #expect(name.matches("octo/policies"))
    #expect(!name.matches("octo/policies2"))
    #expect(!name.matches(""))
  }

  @Test(arguments: [
    ("iam", PolicySourceName.Kind.iam), ("https://example.com/a.git", .url),
    ("ssh://git@example.com:22/a", .url), ("git@example.com:octo/policies", .url),
    ("file:///srv/a", .url), ("/srv/a", .path), ("../a", .path), ("./a:b", .path), ("IAM", .path),
    ("a b", .path), ("https://example.com/a@b", .url), ("é", .path), ("://", .path),
  ])
  func `a source is the API, a URL or a path`(text: String, kind: PolicySourceName.Kind) throws {
    #expect(try PolicySourceName(text).kind == kind)
  }

  @Test(arguments: [
    "", "a\nb", "a\u{0}", "https://token@example.com/a", "https://me:hunter2@example.com",
    "HTTP://me@example.com", "ssh://git:hunter2@example.com/a", "https://a@b@example.com/",
    "https://@example.com/",
  ])
  func `a source is not empty and holds no secret`(text: String) throws {
    let error = #expect(throws: InvalidText.self) { try PolicySourceName(text) }
    #expect(error?.message.contains("hunter2") == false)
  }
}
