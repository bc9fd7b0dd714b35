import Foundation

/// A value that several threads change, one at a time.
final class Protected<Value: Sendable>: @unchecked Sendable {
  // SAFETY: the value is touched with the lock held.
  private let lock = NSLock()
  private var stored: Value

  init(_ value: Value) {
    stored = value
  }

  var value: Value { lock.withLock { stored } }

  func change(_ body: (inout Value) -> Void) {
    lock.withLock { body(&stored) }
  }
}
