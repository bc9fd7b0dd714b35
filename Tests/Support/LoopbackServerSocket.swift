import Glibc

/// A TCP socket on 127.0.0.1, blocking.
struct Socket: Sendable {
  /// More than any test opens at once; a short queue drops connections, which then take a second.
  static let backlog: Int32 = 128

  let descriptor: Int32

  /// A listening socket on a port of the system's choice.
  static func listen() throws(LoopbackError) -> (Socket, port: Int) {
    let (socket, port) = try bound()
    guard Glibc.listen(socket.descriptor, backlog) == 0 else {
      throw LoopbackError(description: "cannot listen on 127.0.0.1: error \(errno)")
    }
    return (socket, port)
  }

  /// A socket that takes up a port of the system's choice.
  static func bound() throws(LoopbackError) -> (Socket, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isBound else {
      throw LoopbackError(description: "cannot take a port of 127.0.0.1: error \(errno)")
    }
    return (Socket(descriptor: descriptor), Int(address.sin_port.bigEndian))
  }

  /// The next connection; nil once the socket is shut down.
  func accept() -> Socket? {
    while true {
      let connection = Glibc.accept(descriptor, nil, nil)
      if connection >= 0 {
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        // Without this, small writes of one answer wait 40 ms for each other's acknowledgement.
        var on: Int32 = 1
        _ = unsafe setsockopt(
          connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return Socket(descriptor: connection)
      }
      guard errno == EINTR || errno == ECONNABORTED else { return nil }
    }
  }

  /// What has come, at least one byte; nil at the end or after an error.
  func receive() -> [UInt8]? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
      let received = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
      count = max(0, received)
    }
    return bytes.isEmpty ? nil : bytes
  }

  /// Sends everything; gives false where the other side is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Makes blocked calls of other threads return, and leaves the descriptor to its owner.
  func shutdown() { _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Lets `close` send a reset.
  func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  /// Ends the connection; a process started meanwhile may hold a copy of the descriptor.
  func close() { _ = Glibc.close(descriptor) }
}
