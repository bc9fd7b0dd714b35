extension Rule {
  static let forcedErrors = Rule(
    "no error is forced or swallowed",
    samples: [
      Sample([
        "Sources/Git/A.swift": """
        let a = try! b() ←
        let c = d as! E ←
        let f = try? g() ←
        do { try h() } catch {} ←
        guard i else { fatalError("`j`") } ←
        let k = "\\(try! l())" ←
        """
      ]),
      Sample(["Tests/GitTests/A.swift": "let a = try? b()\nlet c = try! d() ←"]),
      Sample([
        "Sources/Git/A.swift": ##"""
        // Never try? or try! here.
        let a = try b() as? C
        let d = #"try! "as! \#(e) \"#
        do { try f() } catch { throw G.h(error) }
        """##
      ]),
    ]
  ) { tree in
    tree.swift.flatMap { file in
      file.problems(with: ["try!", "as!", "fatalError"], "handle the failure")
        + (file.isSource ? file.problems(with: ["try?"], "handle the error, or pass it on") : [])
        + file.linesOfEmptyCatches.map { file.problem(at: $0, "a `catch` that does nothing") }
    }
  }
}

extension File {
  fileprivate var linesOfEmptyCatches: [Int] {
    zip(tokens, zip(tokens.dropFirst(), tokens.dropFirst(2))).compactMap { word, braces in
      word.text == "catch" && braces.0.text == "{" && braces.1.text == "}" ? word.line : nil
    }
  }
}
