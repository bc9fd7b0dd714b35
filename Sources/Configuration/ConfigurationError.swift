import PolicyLanguage

/// Everything that is wrong with a configuration file.
package struct ConfigurationError: Error, Equatable {
  /// In the order of their places; never empty.
  package let problems: [ConfigurationProblem]

  init(problems: [ConfigurationProblem]) {
    precondition(!problems.isEmpty, "an error has a reason")
    self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// A text that is not JSON has one problem, because the rest cannot be read.
  init(_ error: JSONSyntaxError, file: String) {
    let problem = ConfigurationProblem(
      file: file, line: error.line, column: error.column, message: error.reason, hint: nil)
    problems = [problem]
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// One line for each problem, and one for its hint.
  package var description: String {
    problems.map { problem in
      problem.hint.map { "\(problem)\nhint: \($0)" } ?? "\(problem)"
    }.joined(separator: "\n")
  }
}

/// One thing that is wrong with a configuration file.
package struct ConfigurationProblem: Sendable, Equatable {
  /// The file as its reader calls it.
  package let file: String
  /// The line, from 1.
  package let line: Int
  /// The column in Unicode scalars, from 1.
  package let column: Int
  /// What is wrong: lower-case, one line, no full stop.
  package let message: String
  /// What to write instead, where that is known.
  package let hint: String?
}

extension ConfigurationProblem: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column): \(message)" }
}
