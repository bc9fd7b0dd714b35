import Foundation
import PolicyLanguage
import Testing

@testable import Validate

@Suite struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Corpus")

  @Test func `texts that once broke something break nothing`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    let invariants = try Invariants()
    for file in files {
      let broken = invariants.broken(by: Array(try Data(contentsOf: file)))
      #expect(broken == nil, "\(file.lastPathComponent)")
    }
  }

  @Test func `no example of a check breaks anything`() throws {
    let invariants = try Invariants()
    for example in Catalogue.checks.flatMap({ $0.examples.reported + $0.examples.accepted }) {
      #expect(invariants.broken(by: MarkedText(example.text).text) == nil, "\(example)")
    }
  }

  @Test(.timeLimit(.minutes(10))) func `large documents take time in proportion to their length`()
    throws
  {
    let statements = (0..<500).map { number in
      #"{"Effect": "Allow", "Action": ["s3:Get*\#(number)", "s3:*"], "Resource": "*"}"#
    }
    let actions = (0..<1_000).map { #""s3:Get*\#($0)*""# }
    let stars = String(repeating: "*a", count: 10_000)
    let validator = Validator(reference: try SampleServices.reference())
    for list in [statements, actions.map { #"{"Action": [\#($0)]}"# }] {
      let text = #"{"Statement": [\#(list.joined(separator: ", "))]}"#
      #expect(try validator.findings(in: Array(text.utf8)).count >= list.count)
    }
    for list in [actions, [#""s3:\#(stars)""#, #""s3:\#(stars)b""#]] {
      let text = #"{"Statement": {"Action": [\#(list.joined(separator: ", "))]}}"#
      #expect(try validator.findings(in: Array(text.utf8)).count >= list.count)
    }
  }
}
