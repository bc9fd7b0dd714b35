import Configuration
import FoundationEssentials
import Git
import Model
import Record

extension DoctorCheck {
  /// There is a repository that can be written to, on the archive's branch.
  static let repository = DoctorCheck("repository") { examination throws(Diagnosis) in
    let path = SafeText.line(try examination.repository.get())
    let repository = try examination.openRepository()
    let archive = try Diagnosis.during {
      try Archive(repository: repository, branch: examination.configured.branch?.text)
    }
    guard FileManager.default.isWritableFile(atPath: repository.commonDirectory + "/objects")
    else {
      throw .bad("`\(path)` cannot be written to", hint: "check the owner and the file system")
    }
    let (tip, identity) = try Diagnosis.during {
      (try archive.tip(), try examination.live.identity(of: repository))
    }
    let state =
      "`\(path)`, branch `\(archive.branch.branchName)`"
      + "\(tip == nil ? " without commits" : ""), commits by `\(identity.name) <\(identity.email)>`"
    guard !repository.isShallow else {
      throw .warning(
        state + ", a shallow clone: questions to the history find only a part of it",
        hint: "run `git fetch --unshallow`; in Actions check out with `fetch-depth: 0`")
    }
    return .good(state)
  }
}
