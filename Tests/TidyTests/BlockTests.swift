import Testing

@Suite struct BlockTests {
  @Test func `a block knows its declaration, its lines and its depth`() {
    let text = """
      struct A {
        let b = c.init()
        func d() {
          if e { f { g() } }
        }
        var h: Int { 1 }
      }
      """
    let blocks = File(path: "A.swift", text: text).blocks
    #expect(blocks.map(\.keyword) == [nil, nil, "func", "var", "struct"])
    #expect(blocks.map(\.depth) == [0, 1, 2, 0, 3])
    #expect(blocks.filter(\.isOutermostCode).map(\.firstLine) == [3, 6])
  }
}
