import Git
import Support
import Testing

@Suite struct RawTreeTests {
  private static let id = ObjectID(hex: String(repeating: "5a", count: 20)) ?? .zero
  private static let other = ObjectID(hex: String(repeating: "a5", count: 20)) ?? .zero

  /// What `git mktree` makes of the same entries.
  private func idFromGit(_ tree: RawTree, _ fixture: GitFixture) throws -> String {
    let lines = tree.entries.shuffled().map { entry in
      let kind = entry.mode == .tree ? "tree" : entry.mode == .submodule ? "commit" : "blob"
      return "\(String(entry.mode.rawValue, radix: 8)) \(kind) \(entry.id)\t\(entry.name)\n"
    }
    return try fixture.git("mktree", "--missing", in: "bare.git", input: lines.joined())
  }

  private func expectSameAsGit(_ tree: RawTree, _ fixture: GitFixture) throws {
    let expected = try idFromGit(tree, fixture)
    let repository = try Repository.open(at: fixture.at("bare.git"))
    #expect(try repository.tree(#require(ObjectID(hex: expected))) == tree)
    #expect(try PackWriter(repository).tree(tree).description == expected)
  }

  @Test func `a folder sorts as if its name ended with a slash`() throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--bare", "bare.git")
      var tree = RawTree()
      for name in ["a0", "a", "a.b", "a-b", "b", "ab"] {
        tree.set(name, name == "a" ? .tree : .file, Self.id)
      }
      #expect(tree.entries.map(\.name) == ["a-b", "a.b", "a", "a0", "ab", "b"])
      try expectSameAsGit(tree, fixture)
      tree.set("a", .file, Self.other)
      #expect(tree.entries.map(\.name) == ["a", "a-b", "a.b", "a0", "ab", "b"])
      #expect(tree["a"] == TreeEntry(name: "a", mode: .file, id: Self.other))
      try expectSameAsGit(tree, fixture)
    }
  }

  @Test(arguments: 1...4) func `any edits give git's own bytes`(seed: UInt64) throws {
    try GitFixture.use { fixture in
      try fixture.git("init", "--quiet", "--bare", "bare.git")
      var generator = SeededGenerator(seed: seed)
      var tree = RawTree()
      var expected: [String: TreeEntry] = [:]
      for step in 1...600 {
        let name = String(
          (1...Int.random(in: 1...3, using: &generator)).map { _ in
            "ab.-/0~é".filter { $0 != "/" }.randomElement(using: &generator) ?? "a"
          })
        guard name != ".", name != ".." else { continue }
        if Int.random(in: 0..<4, using: &generator) == 0 {
          let wasThere = tree.remove(name)
          #expect(wasThere == (expected.removeValue(forKey: name) != nil))
        } else {
          let modes: [FileMode] = [.file, .executable, .link, .tree, .submodule]
          let mode = modes.randomElement(using: &generator) ?? .file
          let id = Bool.random(using: &generator) ? Self.id : Self.other
          tree.set(name, mode, id)
          expected[name] = TreeEntry(name: name, mode: mode, id: id)
        }
        #expect(tree[name] == expected[name])
        if step.isMultiple(of: 200) { try expectSameAsGit(tree, fixture) }
      }
      #expect(tree.count == expected.count)
      #expect(Set(tree.entries.map(\.name)) == Set(expected.keys))
      for name in expected.keys { tree.remove(name) }
      #expect(tree.isEmpty)
      #expect(tree.bytes.isEmpty)
    }
  }

  @Test func `damaged trees are refused`() throws {
    let good = Array("100644 b\0".utf8) + Self.id.bytes
    #expect(try RawTree(parsing: good).count == 1)
    let earlier = Array("100644 a\0".utf8) + Self.id.bytes
    let bad: [[UInt8]] = [
      good.dropLast(), Array(good.prefix(7)), [0], Array("9 a\0".utf8) + Self.id.bytes,
      Array("100644 \0".utf8) + Self.id.bytes, good + earlier, good + good,
      Array("100644100644 a\0".utf8) + Self.id.bytes,
    ].map(Array.init)
    for bytes in bad {
      let error = #expect(throws: GitError.self) { try RawTree(parsing: bytes) }
      #expect(error?.message == "its entries are damaged or out of order")
    }
  }
}
