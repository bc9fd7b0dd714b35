import Glibc

/// A moment in the life of a program: immediately before one of its effects on files or the
/// network, or in the middle of it.
package struct CrashPoint: Sendable, CustomStringConvertible {
  package enum Signal: String, Sendable {
    case kill = "KILL"
    case terminate = "TERM"

    package var number: Int32 { self == .kill ? SIGKILL : SIGTERM }
  }

  /// Which effect, from 1.
  package let number: Int
  package let effect: CrashPoints.Effect
  /// Whether the first half of the effect's bytes is written.
  package var isTorn = false
  package var signal = Signal.kill

  package var description: String {
    "SIG\(signal.rawValue) \(isTorn ? "in the middle of" : "before") effect \(number), \(effect)"
  }
}
