package import Model

extension Observation {
  /// The part of an observation that still holds after another runner moved the archive.
  ///
  /// A policy that the other runner recorded otherwise than we saw it may have been observed later
  /// than ours: calling that a roll-back would be wrong, so it is left to the next run.
  package func rebased(from old: Holdings, onto new: Holdings) -> Observation {
    var rebased = self
    rebased.events = events.filter { name, events in
      let state = new.state(of: name)
      return state.isSame(as: old.state(of: name)) || events.contains(where: state.isReached(by:))
    }
    return rebased
  }
}
