import Dispatch
import Glibc

/// Frees what replaced files held, on another core.
///
/// A file without a name is there until nobody has it open. To free it takes the system as long as
/// to write the new one, and nobody has to wait for that.
struct ReplacedFiles {
  /// How many may wait.
  private static let waitingMax = 32

  private let queue = DispatchQueue(label: "mamip-bot.replaced-files")
  private let room = DispatchSemaphore(value: waitingMax)

  /// Closes a file that has been replaced.
  func free(_ file: consuming FileDescriptor) {
    let number = file.take()
    room.wait()
    queue.async { [room] in
      close(number)
      room.signal()
    }
  }
}
