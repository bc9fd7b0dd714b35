import Foundation
import Glibc

/// Moto's server on 127.0.0.1: AWS's own wire protocol, with the 1,485 managed policies moto
/// carries, which a test can change as AWS would.
///
/// It runs in the Python named by `MAMIP_TEST_PYTHON`, else in `python3`. It ends with the last
/// reference, and also when the test process dies, because it watches its standard input.
package final class MotoServer: Sendable {
  /// How often the port is tried, and how long is waited in between: a minute for a busy machine.
  private static let connectionAttemptsMax = 1_200
  private static let connectionInterval: UInt32 = 50_000
  /// Another process may take the port between choosing and listening.
  private static let portAttemptsMax = 3

  package let port: Int
  private let process: MotoProcess

  /// Starts a server and returns when it listens.
  ///
  /// With `isStrict` it judges signatures, by botocore, and permissions; only keys made by
  /// `makeAccessKey` are then known.
  package init(isStrict: Bool = false) throws {
    for _ in 1..<Self.portAttemptsMax {
      if let (process, port) = try? Self.start(isStrict: isStrict) {
        (self.process, self.port) = (process, port)
        return
      }
    }
    (process, port) = try Self.start(isStrict: isStrict)
  }

  deinit { process.end() }

  /// `http://127.0.0.1:port`.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// What to put into an environment in order to use it; nothing else of AWS's is found there.
  package var environment: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
      "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_ENDPOINT_URL": url,
      "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    ]
  }

  /// Makes a version of a managed policy the default, and the policy if there is none.
  package func publish(
    _ name: String, version: String, document: String, date: String = "2026-11-20T18:00:00+00:00",
    path: String = "/"
  ) throws {
    _ = try process.ask([
      "do": "publish", "name": name, "version": version, "document": document, "date": date,
      "path": path,
    ])
  }

  /// Takes a managed policy away.
  package func remove(_ name: String) throws {
    _ = try process.ask(["do": "remove", "name": name])
  }

  /// The names of all managed policies, sorted.
  package func policyNames() throws -> [String] {
    try process.ask(["do": "names"]).split(separator: " ").map(String.init)
  }

  /// Makes a user who may do what the policy document allows, and a key of that user.
  package func makeAccessKey(
    user: String, document: String
  ) throws -> (id: String, secret: String) {
    let answer = try process.ask(["do": "make_access_key", "user": user, "document": document])
    let parts = answer.split(separator: " ").map(String.init)
    return (parts[0], parts[1])
  }

  private static func start(isStrict: Bool) throws -> (MotoProcess, Int) {
    let port = try LoopbackServer.deadPort()
    let process = try MotoProcess(port: port, isStrict: isStrict)
    for _ in 0..<connectionAttemptsMax where process.isRunning {
      if canConnect(to: port) { return (process, port) }
      usleep(connectionInterval)
    }
    process.end()
    throw MotoError("moto does not listen; install it by: python3 -m pip install 'moto[server]'")
  }

  private static func canConnect(to port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}

/// Why moto could not be used.
package struct MotoError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}
