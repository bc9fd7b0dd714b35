import Foundation
import Glibc

/// A scripted HTTP/1.1 server on 127.0.0.1: a closure answers every request, and everything that
/// was asked is kept exactly.
///
/// Each connection has a thread of its own, so an answer may wait at a `Gate`. It ends with the
/// last reference, or by `close`.
package final class LoopbackServer: Sendable {
  package typealias Handler = @Sendable (Request) -> Reply

  package let port: Int
  private let state: State

  /// Listens on a port of the system's choice.
  package init(_ handler: @escaping Handler) throws(LoopbackError) {
    let (listener, port) = try Socket.listen()
    let state = State(listener)
    self.port = port
    self.state = state
    Thread.detachNewThread {
      while let connection = listener.accept() {
        let number = state.opened(connection)
        Thread.detachNewThread { Self.serve(connection, number, state, handler) }
      }
      listener.close()
    }
  }

  deinit { state.close() }

  /// `http://127.0.0.1:port`.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far, in the order in which they were complete.
  package var requests: [Request] { state.requests }

  /// How many connections were accepted so far.
  package var connectionCount: Int { state.connectionCount }

  /// Returns once that many requests have come.
  package func requests(reaching count: Int) async -> [Request] {
    await state.requests(reaching: count)
  }

  /// Refuses new connections, cuts the open ones, and opens the gates they wait at.
  package func close() { state.close() }

  /// A port at which nobody listens, now or later: a socket that does not listen holds it.
  package static func deadPort() throws(LoopbackError) -> Int { try held.get().port }

  private static let held = Result { () throws(LoopbackError) in try Socket.bound() }

  private static func serve(
    _ connection: Socket, _ number: Int, _ state: State, _ handler: Handler
  ) {
    var reader = Request.Reader(connection, number: number)
    while let request = reader.next() {
      state.record(request)
      guard state.perform(handler(request), on: connection) else { break }
    }
    state.ended(connection)
  }
}

/// Why the server could not start.
package struct LoopbackError: Error, CustomStringConvertible {
  package let description: String
}

/// A door at which answers wait until a test opens it.
package final class Gate: Sendable {
  private let condition = NSCondition()
  // SAFETY: touched with the condition's lock held.
  nonisolated(unsafe) private var isOpen = false

  package init() {}

  /// Lets everybody through, now and later.
  package func open() {
    condition.withLock {
      unsafe isOpen = true
      condition.broadcast()
    }
  }

  func wait() {
    condition.withLock {
      while unsafe !isOpen { condition.wait() }
    }
  }
}

extension LoopbackServer {
  /// What the threads of a server share.
  final class State: @unchecked Sendable {
    // SAFETY: every stored variable is touched with the lock held.
    private let lock = NSLock()
    private let listener: Socket
    private var recorded: [Request] = []
    private var open: [Int: Socket] = [:]
    private var accepted = 0
    private var gates: [ObjectIdentifier: Gate] = [:]
    private var isClosed = false
    private var watchers: [(count: Int, continuation: CheckedContinuation<[Request], Never>)] = []

    init(_ listener: Socket) {
      self.listener = listener
    }

    var requests: [Request] { lock.withLock { recorded } }

    var connectionCount: Int { lock.withLock { accepted } }

    func opened(_ connection: Socket) -> Int {
      lock.withLock {
        accepted += 1
        open[accepted] = connection
        if isClosed { connection.shutdown() }
        return accepted
      }
    }

    /// Forgets the connection before its number can be given to another one.
    func ended(_ connection: Socket) {
      lock.withLock {
        open = open.filter { $0.value.descriptor != connection.descriptor }
        connection.close()
      }
    }

    func record(_ request: Request) {
      let due = lock.withLock {
        recorded.append(request)
        let due = watchers.filter { $0.count <= recorded.count }
        watchers.removeAll { $0.count <= recorded.count }
        return (due, recorded)
      }
      due.0.forEach { $0.continuation.resume(returning: due.1) }
    }

    func requests(reaching count: Int) async -> [Request] {
      await withCheckedContinuation { continuation in
        let reached = lock.withLock { () -> [Request]? in
          guard recorded.count < count else { return recorded }
          watchers.append((count, continuation))
          return nil
        }
        if let reached { continuation.resume(returning: reached) }
      }
    }

    /// Performs the steps of an answer; gives false where the connection is at its end.
    func perform(_ reply: Reply, on connection: Socket) -> Bool {
      for step in reply.steps {
        switch step {
        case .send(let bytes):
          guard connection.send(bytes) else { return false }
        case .wait(let gate):
          wait(at: gate)
        case .run(let effect):
          effect()
        case .close:
          connection.shutdown()
          return false
        case .reset:
          connection.resetOnClose()
          return false
        }
      }
      return true
    }

    private func wait(at gate: Gate) {
      let isClosed = lock.withLock {
        gates[ObjectIdentifier(gate)] = gate
        return self.isClosed
      }
      if isClosed { gate.open() }
      gate.wait()
    }

    func close() {
      let gates = lock.withLock {
        guard !isClosed else { return [Gate]() }
        isClosed = true
        listener.shutdown()
        open.values.forEach { $0.shutdown() }
        return Array(self.gates.values)
      }
      gates.forEach { $0.open() }
    }
  }
}
