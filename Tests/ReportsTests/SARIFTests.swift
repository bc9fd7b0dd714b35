import Model
import PolicyLanguage
import Support
import Testing

@testable import Reports

/// SARIF 2.1.0 as code scanning takes it.
struct SARIFTests {
  private static func run(_ report: Report) throws -> JSONNode {
    let root = PolicyFixture.parse(Sample.write(report, as: "sarif")).root
    #expect(root["version"]?.string == "2.1.0")
    let runs = try #require(root["runs"]?.elements.map { $0 })
    return try #require(runs.count == 1 ? runs[0] : nil)
  }

  private static func results(_ report: Report) throws -> [JSONNode] {
    try run(report)["results"]?.elements.map { $0 } ?? []
  }

  private static func region(_ location: JSONNode?) -> [Int?] {
    let region = location?["physicalLocation"]?["region"]
    return ["startLine", "startColumn", "endLine", "endColumn"].map { name in
      region?[name]?.numberText.flatMap { Int($0) }
    }
  }

  @Test func `a result has its rule, level, message and place`() throws {
    let results = try Self.results(try Sample.report())
    #expect(
      results.map { $0["ruleId"]?.string } == [
        "PASS_ROLE_WITH_STAR_IN_RESOURCE", "MISSING_QUALIFIER",
      ])
    #expect(results.map { $0["level"]?.string } == ["warning", "error"])
    #expect(results[0]["message"]?["text"]?.string == "Roles can be passed. Name them.")
    let location = results[0]["locations"]?.elements.map { $0 }.first
    #expect(Self.region(location) == [6, 25, 6, 39])
    #expect(
      location?["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "policies/Mine")
    let related = results[0]["relatedLocations"]?.elements.map { $0 } ?? []
    #expect(related.map { Self.region($0) } == [[7, 19, 7, 22]])
    #expect(results[1]["relatedLocations"] == nil)
  }

  @Test func `each rule stands once, where the results say`() throws {
    let run = try Self.run(try Sample.report())
    let rules = run["tool"]?["driver"]?["rules"]?.elements.map { $0 } ?? []
    #expect(
      rules.map { $0["id"]?.string } == [
        "MISSING_QUALIFIER", "PASS_ROLE_WITH_STAR_IN_RESOURCE",
      ])
    #expect(rules.map { $0["helpUri"]?.string } == [Sample.link, Sample.link])
    let indices = run["results"]?.elements.map { $0["ruleIndex"]?.numberText }
    #expect(indices == ["1", "0"])
    #expect(run["columnKind"]?.string == "unicodeCodePoints")
  }

  @Test(arguments: [
    ("a b/é%.json", "a%20b/%C3%A9%25.json"), ("/tmp/a#b", "file:///tmp/a%23b"), ("-", "-"),
  ])
  func `a file's name becomes an address`(file: String, uri: String) throws {
    let results = try Self.results(try Sample.report(file: file))
    let location = results[0]["locations"]?.elements.map { $0 }.first
    #expect(location?["physicalLocation"]?["artifactLocation"]?["uri"]?.string == uri)
  }

  @Test func `a fingerprint stays when lines move, and differs between findings`() throws {
    func fingerprints(_ text: String) throws -> [String?] {
      let twice = [Sample.passRole, Sample.passRole, Sample.qualifier].map { EngineFinding($0) }
      return try Self.results(try Sample.report(twice, text: text)).map {
        $0["partialFingerprints"]?["mamipFinding/v1"]?.string
      }
    }
    let here = try fingerprints(Sample.text)
    #expect(Set(here).count == 3)
    #expect(here.allSatisfy { $0?.count == 16 })
    #expect(try fingerprints("\n\n" + Sample.text) == here)
  }
}
