package import Model
package import Observe
package import Record

/// What a person or the configuration decided about one run.
package struct SyncOptions: Sendable {
  package var identity: Identity
  package var time: Timestamp
  package var form: Run.Form
  package var isBaseline: Bool
  package var isDryRun: Bool
  package var allowsMassChange: Bool
  package var progress: Progress
  /// Says what changes mean; nil where nobody is asked.
  package var explain: (@Sendable ([Change]) async -> [Change])?
  /// Says what is wrong with versions, in their order; nil where nobody is asked.
  package var validate: (@Sendable ([PolicyVersion]) async -> [PolicyValidation])?

  package init(
    identity: Identity, time: Timestamp, form: Run.Form = .standard, isBaseline: Bool = false,
    isDryRun: Bool = false, allowsMassChange: Bool = false, progress: Progress = .silent
  ) {
    self.identity = identity
    self.time = time
    self.form = form
    self.isBaseline = isBaseline
    self.isDryRun = isDryRun
    self.allowsMassChange = allowsMassChange
    self.progress = progress
  }

  var observationRun: ObservationRun {
    ObservationRun(
      time: time, allowsMassChange: allowsMassChange, isBaseline: isBaseline, progress: progress)
  }
}
