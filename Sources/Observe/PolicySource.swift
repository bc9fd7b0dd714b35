package import Model

/// Where policies come from.
///
/// A source looks only for what differs from what the archive holds, so a run without changes
/// costs as little as the source allows. It never stores anything, and what it returns is
/// complete: where a list cannot be had whole, it throws.
package protocol PolicySource: Sendable {
  /// What a person writes to get a source of this kind.
  static var form: String { get }

  /// What the source is called in messages and in the `Source` trailer, without user info.
  var title: String { get }

  /// Whether every policy is listed, and which versions the archive lacks.
  ///
  /// - Parameters:
  ///   - held: what the archive holds now.
  ///   - run: the time of the run, the safety limits, and who is told of progress.
  /// - Returns: events for every policy that differs, oldest first.
  /// - Throws: where the list cannot be had whole, or contradicts itself.
  func observe(
    since held: Holdings, in run: ObservationRun
  ) async throws(ObserveError) -> Observation
}

/// What a source has to know of the run that asks.
package struct ObservationRun: Sendable {
  package let time: Timestamp
  /// Whether a mass change was allowed by a person.
  package let allowsMassChange: Bool
  /// Whether only the present state counts: a source with a history leaves it out.
  package let isBaseline: Bool
  package let progress: Progress

  package init(
    time: Timestamp, allowsMassChange: Bool = false, isBaseline: Bool = false,
    progress: Progress = .silent
  ) {
    self.time = time
    self.allowsMassChange = allowsMassChange
    self.isBaseline = isBaseline
    self.progress = progress
  }
}

/// Who is told how far a long step has come.
package struct Progress: Sendable {
  /// Called with the step, what is done and what there is to do; 0 where that is not known.
  package let report: @Sendable (_ step: String, _ done: Int, _ total: Int) -> Void

  package init(report: @escaping @Sendable (String, Int, Int) -> Void) {
    self.report = report
  }

  /// Tells nobody.
  package static let silent = Progress { _, _, _ in }
}
