import Glibc

/// A value that threads share.
///
/// It uses the C library's mutex, because ThreadSanitizer does not see `Synchronization.Mutex` on
/// Linux and would report races that are none.
@safe
package final class Locked<Value>: @unchecked Sendable {
  // SAFETY: `value` is touched with the mutex held, and the mutex keeps its address until `deinit`.
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  /// Takes the value that is shared from now on.
  package init(_ value: Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    let code = unsafe pthread_mutex_init(mutex, nil)
    precondition(code == 0, "a plain mutex can be made")
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Works on the value while nobody else does.
  package func withLock<Output>(_ body: (inout Value) -> Output) -> Output {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
