import Testing

@Suite struct TidyTests {
  @Test(arguments: Rule.all)
  func `each rule reports exactly the marked lines of its samples`(rule: Rule) {
    for sample in rule.samples {
      let problems = rule.problems(sample.tree)
      let reported = Set(problems.map { "\($0.path):\($0.line)" })
      #expect(reported == sample.marked, "\(problems)")
    }
  }

  @Test(arguments: Rule.all)
  func `each rule has a sample that breaks it and one that keeps it`(rule: Rule) {
    #expect(rule.samples.contains { !$0.marked.isEmpty })
    #expect(rule.samples.contains { $0.marked.isEmpty })
  }

  @Test(arguments: Rule.all)
  func `the tree keeps each rule`(rule: Rule) {
    for problem in rule.problems(.ours) {
      Issue.record("\(problem)")
    }
  }

  @Test func `the tree was found and read`() {
    #expect(Tree.ours.contains("Package.swift"))
    #expect(Tree.ours.contains("Sources/README.md"))
    #expect(Tree.ours.sources.count > 10)
  }
}

extension Rule: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension Tree: CustomTestStringConvertible {
  var testDescription: String { "\(files.count) files" }
}
