import Git
import Model
import Record

extension DoctorCheck {
  /// The remote that runs push to can be read, and how it stands to this repository.
  static let remote = DoctorCheck("remote") { examination async throws(Diagnosis) in
    let repository = try examination.openRepository()
    let branch = try examination.branch(of: repository)
    let name = examination.options.remote
    let url = try Diagnosis.during { try repository.configured("remote.\(name).url") }
    guard let url else {
      let detail = "there is no remote `\(SafeText.line(name))`"
      guard examination.pushes else { return .skipped("\(detail), and nothing is pushed") }
      throw .bad(detail, hint: "add one with `git remote add`")
    }
    return try await Diagnosis.during {
      let location = try RemoteLocation(url)
      let remote = try Remote(
        location, of: repository, for: .archive, access: try await examination.access(for: .archive)
      )
      let references = try await remote.references(under: [branch])
      let there = references.first { $0.name == branch }?.id
      return .good("`\(location)`: \(try repository.compared(branch, with: there))")
    }
  }
}

extension Repository {
  /// How the branch of a remote stands to ours, without fetching anything.
  fileprivate func compared(_ branch: String, with there: ObjectID?) throws -> String {
    let name = "branch `\(branch.branchName)`"
    guard let there else { return "\(name) is not there yet" }
    if there == (try resolve(branch)) { return "\(name) stands where it stands here" }
    let place = "\(name) stands at \(there.short)"
    return contains(there)
      ? "\(place), which this repository has" : "\(place), which the next run fetches"
  }
}
