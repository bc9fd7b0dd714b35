import Glibc
import Model
import Observe
import Synchronization

/// Shows how far a long step has come: a bar on a terminal, one plain line per step elsewhere.
final class ProgressBar: Sendable {
  private static let barColumns = 24

  private let console: Console
  private let state: Mutex<State>

  private struct State {
    var step = ""
    var percent = -1
    var isDrawn = false
  }

  init(console: Console) {
    self.console = console
    state = Mutex(State())
  }

  var progress: Progress {
    Progress { step, done, total in self.show(step, done, total) }
  }

  private func show(_ step: String, _ done: Int, _ total: Int) {
    let percent = total == 0 ? 0 : done * 100 / total
    state.withLock { state in
      guard step != state.step || percent != state.percent else { return }
      let isNew = step != state.step
      state.step = step
      state.percent = percent
      if console.isErrorTerminal {
        draw(step, done, total)
        state.isDrawn = true
      } else if isNew {
        console.note(total == 0 ? "\(step) …" : "\(step) (\(total)) …")
      }
    }
  }

  private func draw(_ step: String, _ done: Int, _ total: Int) {
    let filled = total == 0 ? 0 : done * Self.barColumns / total
    let bar =
      String(repeating: "━", count: filled)
      + String(repeating: "╌", count: Self.barColumns - filled)
    let count = total == 0 ? "" : " \(done) of \(total)"
    console.write([UInt8]("\r\u{1B}[K\(bar) \(step)\(count)".utf8), to: .error)
  }

  /// Takes the bar off the screen.
  func clear() {
    state.withLock { state in
      guard state.isDrawn else { return }
      console.write([UInt8]("\r\u{1B}[K".utf8), to: .error)
      state.isDrawn = false
    }
  }
}
