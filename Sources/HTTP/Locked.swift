import Glibc

/// A value that threads share.
///
/// It uses the C library's mutex, because ThreadSanitizer does not see `Synchronization.Mutex` on
/// Linux and would report races that are none.
@safe
final class Locked<Value>: @unchecked Sendable {
  // SAFETY: `value` is touched with the mutex held, and the mutex keeps its address until `deinit`.
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init(_ value: Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    let code = unsafe pthread_mutex_init(mutex, nil)
    precondition(code == 0, "a plain mutex can be made")
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  func withLock<Output>(_ body: (inout Value) -> Output) -> Output {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}
