import Foundation
import Git
import Support
import Testing

/// What a pack keeps of texts that follow each other, judged by git.
@Suite struct DeltaTests {
  /// Writes each text as the successor of the one before.
  private static func write(
    _ texts: [[UInt8]], to fixture: GitFixture
  ) throws -> (ids: [ObjectID], verdict: String) {
    let repository = try Repository.create(at: fixture.at("new.git"), bare: true)
    let writer = PackWriter(repository)
    var ids: [ObjectID] = []
    for text in texts { ids.append(try writer.blob(text, basedOn: ids.last)) }
    try writer.finish()
    let packs = try fixture.names(in: "new.git/objects/pack")
    let pack = try #require(packs.first { $0.hasSuffix(".pack") })
    return (
      ids, try fixture.git("verify-pack", "-v", fixture.at("new.git/objects/pack/\(pack)"))
    )
  }

  /// A text as the archive has them, whose last line but one is its version.
  private static func policy(_ actions: [String], version: Int) -> [UInt8] {
    let lines = actions.map { "                \"service:\($0)\"" }.joined(separator: ",\n")
    return Array("{\n\(lines)\n    \"VersionId\": \"v\(version)\"\n}\n".utf8)
  }

  @Test func `a text that changes in the middle and at its end is a small difference`() throws {
    let actions = (0..<300).map { "DescribeThing\($0)" }
    try GitFixture.use { fixture in
      let (ids, verdict) = try Self.write(
        [
          Self.policy(actions, version: 1),
          Self.policy(["First"] + actions.dropFirst(7) + ["Last"], version: 2),
        ], to: fixture)
      let line = try #require(
        verdict.split(separator: "\n").first { $0.hasPrefix(ids[1].description) })
      let size = try #require(Int(line.split(separator: " ")[2]))
      #expect(size < 150)
    }
  }

  @Test func `git makes the same texts of the differences`() throws {
    var generator = SeededGenerator(seed: 7)
    var lines = (0..<200).map { "        line \($0)" }
    var texts: [[UInt8]] = []
    for number in 0..<200 {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: lines.removeAll { _ in Int.random(in: 0..<40, using: &generator) == 0 }
      case 1: lines += lines.shuffled(using: &generator).prefix(5)
      case 2: lines.reverse()
      case 3: lines.insert("", at: lines.count / 2)
      case 4: lines.insert(String(repeating: "long ", count: 50), at: lines.count / 3)
      default: lines[lines.count / 2] += "x"
      }
      let end = number.isMultiple(of: 3) ? "\n" : ""
      texts.append(Array((lines.joined(separator: "\n") + end).utf8))
    }
    texts += [[], Array("one line".utf8), Array(repeating: 10, count: 99), texts[0]]
    try GitFixture.use { fixture in
      let (ids, verdict) = try Self.write(texts, to: fixture)
      #expect(verdict.contains("chain length"))
      let repository = try Repository.open(at: fixture.at("new.git"), discover: false)
      for (id, text) in zip(ids, texts) { #expect(try repository.blob(id) == text) }
      #expect(try fixture.git("fsck", "--full", "--strict", in: "new.git").contains("dangling"))
    }
  }
}
