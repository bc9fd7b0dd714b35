/// A house rule: what it says, how to see that it is broken, and samples that show it.
struct Rule: Sendable {
  /// What holds where the rule is kept, as a sentence.
  let name: String
  /// Small trees, in which a line that breaks the rule ends with `←`.
  let samples: [Sample]
  /// Everything in a tree that breaks the rule.
  let problems: @Sendable (Tree) -> [Problem]

  init(
    _ name: String, samples: [Sample], problems: @escaping @Sendable (Tree) -> [Problem]
  ) {
    self.name = name
    self.samples = samples
    self.problems = problems
  }
}

/// A place where a rule is broken.
struct Problem: Sendable, CustomStringConvertible {
  let path: String
  /// From 1; 1 also where the file as a whole is meant.
  let line: Int
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}

extension Rule {
  /// Every rule there is.
  static let all: [Rule] = [
    // Sorted, one line for each file in Rules/.
    .documented,
    .environmentReads,
    .fileLength,
    .fileSize,
    .forcedErrors,
    .functionLength,
    .imports,
    .lineLength,
    .moduleMap,
    .namedPaths,
    .nesting,
    .openWork,
    .packageAccess,
    .printing,
    .purity,
    .registration,
    .safetyComments,
    .sleeping,
    .sortedLists,
    .testNames,
    .topLevel,
    .unsafety,
  ]
}
