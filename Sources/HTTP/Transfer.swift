/// One exchange, between the task that wants its answer and the thread that performs it.
final class Transfer: Sendable {
  /// What a task waits for.
  enum Wanted {
    case head
    case piece
    case end
  }

  /// What became of bytes that were handed over.
  enum Delivery {
    case taken
    /// Nothing was taken: the same bytes come again after the task has caught up.
    case refusedForNow
  }

  /// How many bytes of a stream wait for the task before the server has to, in bytes.
  static let streamBufferMax = 1 << 20
  /// How much memory is set aside for an answer on the word of its `Content-Length`, in bytes.
  static let reservationMax = 1 << 20

  let request: HTTPRequest
  /// Whether the body is taken in pieces.
  let isStream: Bool
  private let mailbox = Locked(Mailbox())

  private struct Mailbox {
    var head: HTTPResponse?
    var body: [UInt8] = []
    var outcome: Result<Void, HTTPError>?
    var isPaused = false
    var isCancelled = false
    var waiter: (wanted: Wanted, continuation: CheckedContinuation<Void, Never>)?

    func holds(_ wanted: Wanted) -> Bool {
      switch wanted {
      case .head: outcome != nil || head != nil
      case .piece: outcome != nil || !body.isEmpty
      case .end: outcome != nil
      }
    }

    func failure() -> HTTPError? {
      guard case .failure(let error) = outcome else { return nil }
      return error
    }

    mutating func takeSatisfiedWaiter() -> CheckedContinuation<Void, Never>? {
      guard let waiter, holds(waiter.wanted) else { return nil }
      self.waiter = nil
      return waiter.continuation
    }
  }

  init(_ request: HTTPRequest, isStream: Bool) {
    self.request = request
    self.isStream = isStream
  }

  /// Whether the task has gone away; the mark is set before the thread hears of it, because a task
  /// may be cancelled before its exchange begins.
  var isCancelled: Bool { mailbox.withLock { $0.isCancelled } }

  func markCancelled() { mailbox.withLock { $0.isCancelled = true } }
}

// MARK: - The task's side

extension Transfer {
  /// Returns once it is there, or the exchange has ended.
  func wait(for wanted: Wanted) async {
    await withCheckedContinuation { continuation in
      let isThere = mailbox.withLock { mailbox in
        precondition(mailbox.waiter == nil, "one task at a time waits for an exchange")
        if mailbox.holds(wanted) { return true }
        mailbox.waiter = (wanted, continuation)
        return false
      }
      if isThere { continuation.resume() }
    }
  }

  /// Status and headers, after waiting for them.
  func head() throws(HTTPError) -> HTTPResponse {
    try mailbox.withLock { mailbox -> Result<HTTPResponse, HTTPError> in
      if let head = mailbox.head { return .success(head) }
      return mailbox.failure().map { .failure($0) } ?? .failure(self.headless)
    }.get()
  }

  /// The whole answer, after waiting for its end.
  func response() throws(HTTPError) -> HTTPResponse {
    try mailbox.withLock { mailbox -> Result<HTTPResponse, HTTPError> in
      if let failure = mailbox.failure() { return .failure(failure) }
      guard var response = mailbox.head else { return .failure(self.headless) }
      swap(&response.body, &mailbox.body)
      return .success(response)
    }.get()
  }

  /// What has come of the body, after waiting for it; nil at its end.
  ///
  /// Where the stream was paused, the thread has to be told that there is room again.
  func takePiece() throws(HTTPError) -> (piece: [UInt8]?, wasPaused: Bool) {
    try mailbox.withLock { mailbox -> Result<([UInt8]?, Bool), HTTPError> in
      if let failure = mailbox.failure() { return .failure(failure) }
      guard !mailbox.body.isEmpty else { return .success((nil, false)) }
      var piece: [UInt8] = []
      swap(&piece, &mailbox.body)
      defer { mailbox.isPaused = false }
      return .success((piece, mailbox.isPaused))
    }.get()
  }

  private var headless: HTTPError {
    HTTPError(.malformed, request.url.origin, "the answer has no head", wasSent: nil)
  }
}

// MARK: - The thread's side

extension Transfer {
  func deliver(head: HTTPResponse) {
    update { mailbox in
      mailbox.head = head
      if !isStream, let length = head.header("content-length").flatMap({ Int($0) }) {
        mailbox.body.reserveCapacity(min(max(0, length), Self.reservationMax))
      }
    }
  }

  func deliver(_ bytes: UnsafeRawBufferPointer) -> Delivery {
    update { mailbox in
      if isStream, mailbox.body.count >= Self.streamBufferMax {
        mailbox.isPaused = true
        return .refusedForNow
      }
      unsafe mailbox.body.append(contentsOf: bytes)
      return .taken
    }
  }

  /// Ends the exchange; only the first outcome counts.
  func finish(_ outcome: Result<Void, HTTPError>) {
    update { mailbox in
      if mailbox.outcome == nil { mailbox.outcome = outcome }
    }
  }

  func finish(_ reason: HTTPError.Reason, _ detail: String, wasSent: Bool?) {
    finish(.failure(HTTPError(reason, request.url.origin, detail, wasSent: wasSent)))
  }

  /// Changes the mailbox, and wakes the task where it has what it waits for.
  private func update<Output>(_ change: (inout Mailbox) -> Output) -> Output {
    let (output, waiter) = mailbox.withLock { mailbox in
      let output = change(&mailbox)
      return (output, mailbox.takeSatisfiedWaiter())
    }
    waiter?.resume()
    return output
  }
}
