import Git
import Model
import Questions
import History

/// A version of a policy as somebody named it: a number, a date, or a git revision.
enum PolicySpecification {
  case version(VersionID)
  case moment(Moment)
  case revision(String)

  init(_ text: String) {
    if let id = VersionID(text) {
      self = .version(id)
    } else if let moment = Moment(argument: text) {
      self = .moment(moment)
    } else {
      self = .revision(text)
    }
  }
}

extension Questioned {
  /// The version that a specification names; of several with one number the latest.
  ///
  /// A number is looked for before a version, where one is given.
  func version(
    _ text: String, in timeline: PolicyTimeline, before later: RecordedVersion? = nil
  ) throws -> RecordedVersion {
    switch PolicySpecification(text) {
    case .version(let id):
      if let version = timeline.version(id, before: later) ?? timeline.version(id) {
        return version
      }
      throw unknown(id, in: timeline)
    case .moment(let moment):
      if let version = timeline.version(at: moment.time) { return version }
      _ = try commit(at: moment)
      throw CommandError(
        "`\(timeline.name)` was not in the archive at \(moment.text)", status: .usage)
    case .revision(let revision):
      let commit = try commit(named: revision)
      if let version = try timeline.version(at: commit) { return version }
      throw CommandError(
        "`\(timeline.name)` was not in the archive at `\(SafeText.line(revision))`",
        status: .usage)
    }
  }

  /// The commit of a revision; what is none is called no version, date or revision.
  func commit(named revision: String, isVersion: Bool = true) throws -> ObjectID {
    let commit: ObjectID?
    do throws(GitError) {
      commit = try archive.repository.commit(named: revision)
    } catch {
      // A text that git does not understand is no more of a revision than one it does not find.
      commit = nil
    }
    if let commit { return commit }
    let forms = isVersion ? ("version, date", "`v5`, `2025-01-31`") : ("date", "`2025-01-31`")
    throw CommandError(
      "`\(SafeText.line(revision))` is no \(forms.0) or revision",
      hint: "name one such as \(forms.1) or `HEAD~10`", status: .usage)
  }

  private func unknown(_ id: VersionID, in timeline: PolicyTimeline) -> CommandError {
    let numbers = timeline.versions.compactMap { $0.version?.id.number }
    let nearest = numbers.min { abs($0 - id.number) < abs($1 - id.number) }
    let cutOff = timeline.end.isCutOff ? "; this clone is shallow and may lack it" : ""
    return CommandError(
      "the archive has no \(id) of `\(timeline.name)`",
      hint: nearest.map { "the nearest is v\($0)\(cutOff)" }, status: .usage)
  }
}
