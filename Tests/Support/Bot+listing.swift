import Foundation

extension GitFixture {
  /// All that is in a folder, git's own files included: kind, size, and the time of the last change
  /// to the nanosecond, so that two listings are equal only where nothing was written in between.
  ///
  /// A folder's time moves with each name that comes or goes in it, which also tells of files that
  /// lived shortly.
  package func listing(_ folder: String) throws -> [String: String] {
    let result = try run(["find", ".", "-printf", #"%p\t%y %m %s %T@ %l\n"#], in: folder)
    guard result.status == 0 else {
      throw Failure(command: "find", status: result.status, output: result.error)
    }
    var listing: [String: String] = [:]
    for line in result.output.split(separator: "\n") {
      let fields = line.split(separator: "\t", maxSplits: 1)
      listing[String(fields[0])] = fields.count > 1 ? String(fields[1]) : ""
    }
    return listing
  }

  /// What differs between two listings, one line each, for a test that fails.
  package static func difference(
    _ before: [String: String], _ after: [String: String]
  ) -> [String] {
    Set(before.keys).union(after.keys).sorted().compactMap { path in
      guard before[path] != after[path] else { return nil }
      return "\(path): \(before[path] ?? "nothing") became \(after[path] ?? "nothing")"
    }
  }
}
