import Foundation

extension Bot {
  /// A run that has begun.
  package final class Running {
    private let process: ChildProcess
    private let output: Said
    private let error: Said
    private let timeout: DispatchWorkItem

    init(
      _ words: [String], in folder: String, environment: [String: String],
      input: FileHandle? = nil, secondsMax: Int
    ) throws {
      let (said, output) = try ChildProcess.channel()
      let (complaint, error) = try ChildProcess.channel()
      let process = try ChildProcess(
        words, in: folder, environment: environment, input: input, output: output, error: error)
      try output.close()
      try error.close()
      self.process = process
      self.output = Said(said)
      self.error = Said(complaint)
      timeout = DispatchWorkItem { process.send(SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(secondsMax), execute: timeout)
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) { process.send(number) }

    /// Returns once the program has written a text to standard error, or has ended.
    package func waitForError(_ text: String) { error.wait { $0.contains(text) } }

    /// Waits for the end.
    package func outcome() -> Outcome {
      let output = self.output.wait { _ in false }
      let error = self.error.wait { _ in false }
      let end = process.wait()
      timeout.cancel()
      return Outcome(status: end.status, output: output, error: error)
    }
  }

  /// What a program has said so far; it is read all the time, so that the program never waits.
  private final class Said: @unchecked Sendable {
    // SAFETY: touched with the condition's lock held.
    private var data = Data()
    private var isOver = false
    private let condition = NSCondition()

    init(_ handle: FileHandle) {
      Thread.detachNewThread { [self] in
        while true {
          let more = handle.availableData
          condition.withLock {
            data += more
            isOver = more.isEmpty
            condition.broadcast()
          }
          if more.isEmpty { return }
        }
      }
    }

    /// Waits until what was said is as wanted, or nothing more can be said.
    @discardableResult
    func wait(_ isWanted: (String) -> Bool) -> String {
      condition.withLock {
        while true {
          let text = String(decoding: data, as: UTF8.self)
          if isOver || isWanted(text) { return text }
          condition.wait()
        }
      }
    }
  }
}
