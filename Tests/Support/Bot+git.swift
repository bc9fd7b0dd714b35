extension GitFixture {
  /// Runs `git` as the other one does, with arguments that are a list already.
  @discardableResult
  package func git(
    _ arguments: [String], in folder: String = ".", input: String? = nil,
    expecting status: Int32 = 0
  ) throws -> String {
    let result = try run(["git"] + arguments, in: folder, input: input)
    guard result.status == status else {
      throw Failure(
        command: arguments.joined(separator: " "), status: result.status,
        output: result.output + result.error)
    }
    return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
  }
}
