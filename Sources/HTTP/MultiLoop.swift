import CLibcurl
import Glibc

/// The one thread on which libcurl works, and what others ask of it.
@safe
final class MultiLoop: Sendable {
  private enum Command {
    case add(Transfer)
    case cancel(Transfer)
    case resume(Transfer)
  }

  @safe private struct State {
    var commands: [Command] = []
    var isClosed = false
    /// Owned by the thread; here so that others can wake it.
    var multi: UnsafeMutableRawPointer?
    var thread: pthread_t?
  }

  /// Once for the process; its failure shows when a handle is asked for.
  private static let library: Void = { _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

  private let configuration: HTTPConfiguration
  private let state = Locked(State())

  init(_ configuration: HTTPConfiguration) {
    self.configuration = configuration
  }

  /// Begins an exchange, and with the first one the thread.
  func start(_ transfer: Transfer) {
    let refusal = state.withLock { state -> (HTTPError.Reason, String)? in
      if state.isClosed { return (.closed, "the client is closed") }
      if let failure = startThread(&state) { return (.failed, failure) }
      enqueue(.add(transfer), &state)
      return nil
    }
    if let (reason, detail) = refusal { transfer.finish(reason, detail, wasSent: false) }
  }

  /// Ends an exchange soon, before or after it began.
  func cancel(_ transfer: Transfer) {
    transfer.markCancelled()
    state.withLock { enqueue(.cancel(transfer), &$0) }
  }

  /// Lets a paused stream go on.
  func resume(_ transfer: Transfer) {
    state.withLock { enqueue(.resume(transfer), &$0) }
  }

  /// Ends all exchanges and the thread.
  func close() {
    let thread = state.withLock { state -> pthread_t? in
      state.isClosed = true
      wakeUp(state)
      defer { state.thread = nil }
      return state.thread
    }
    guard let thread else { return }
    // The last reference to a client may go away on its own thread.
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  /// One wake-up is enough for all commands that wait.
  private func enqueue(_ command: Command, _ state: inout State) {
    guard unsafe state.multi != nil, !state.isClosed else { return }
    state.commands.append(command)
    if state.commands.count == 1 { wakeUp(state) }
  }

  /// The one call of libcurl that other threads may make while the handle lives.
  private func wakeUp(_ state: State) {
    if let multi = unsafe state.multi { unsafe curl_multi_wakeup(multi) }
  }
}

// MARK: - The thread

extension MultiLoop {
  /// Gives what went wrong, if anything did.
  private func startThread(_ state: inout State) -> String? {
    guard unsafe state.multi == nil else { return nil }
    _ = Self.library
    guard let multi = unsafe curl_multi_init() else { return "libcurl cannot start" }
    let context = unsafe Unmanaged.passRetained(self)
    var thread = pthread_t()
    let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      unsafe MultiLoop.run(context)
    }
    let code = unsafe pthread_create(&thread, nil, body, context.toOpaque())
    guard code == 0 else {
      unsafe context.release()
      unsafe curl_multi_cleanup(multi)
      return "no thread can be started: error \(code)"
    }
    unsafe state.multi = unsafe multi
    state.thread = thread
    return nil
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    unsafe Unmanaged<MultiLoop>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }

  private func run() {
    // A connection that is gone must be an error of its exchange, not a signal for the program;
    // the other signals are for the program's own threads.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    guard let multi = unsafe state.withLock({ unsafe $0.multi }) else { return }
    let driver = unsafe MultiDriver(multi, configuration)
    while perform(on: driver), driver.wait() {}
    // Where libcurl gave up, the client is closed from here on, and some may have come meanwhile.
    let late = state.withLock { state in
      unsafe state.multi = nil
      state.isClosed = true
      return state.commands
    }
    run(late, on: driver)
    driver.endAll(.closed, "the client is closed")
    unsafe curl_multi_cleanup(multi)
  }

  /// Gives false once the client is closed, or libcurl cannot go on.
  private func perform(on driver: MultiDriver) -> Bool {
    let (commands, isClosed) = state.withLock { state in
      var commands: [Command] = []
      swap(&commands, &state.commands)
      return (commands, state.isClosed)
    }
    run(commands, on: driver)
    return !isClosed && driver.perform()
  }

  private func run(_ commands: [Command], on driver: MultiDriver) {
    for command in commands {
      switch command {
      case .add(let transfer): driver.add(transfer)
      case .cancel(let transfer): driver.cancel(transfer)
      case .resume(let transfer): driver.resume(transfer)
      }
    }
  }
}
